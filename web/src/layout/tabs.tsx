import type { ComponentChildren } from "preact";

/** Tab is one tab of a list. */
export interface Tab<T extends string> {
  id: T;
  label: string;
  /** A count or mark behind the label. */
  badge?: string | number;
  /** The badge warns. */
  alert?: boolean;
  title?: string;
}

/** TabsProps are those of a list of tabs; panels are PanelProps with the same group. */
interface TabsProps<T extends string> {
  group: string;
  label: string;
  tabs: readonly Tab<T>[];
  value: T;
  onChange: (id: T) => void;
  children?: ComponentChildren;
}

/** Tabs is a list of tabs; arrow keys, Home and End move between them. */
export function Tabs<T extends string>({ group, label, tabs, value, onChange, children }: TabsProps<T>) {
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === value);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const tab = tabs[(next + tabs.length) % tabs.length]!;
    onChange(tab.id);
    document.getElementById(tabID(group, tab.id))?.focus();
  };
  return (
    <div class="tabbar">
      <div class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={tabID(group, tab.id)}
            aria-selected={tab.id === value}
            aria-controls={panelID(group, tab.id)}
            tabIndex={tab.id === value ? 0 : -1}
            title={tab.title}
            onClick={() => onChange(tab.id)}
          >
            {tab.label}
            {tab.badge !== undefined && tab.badge !== 0 && tab.badge !== "" && (
              <span class={tab.alert ? "badge alert" : "badge"}>{tab.badge}</span>
            )}
          </button>
        ))}
      </div>
      {children && <div class="tabbar-tools">{children}</div>}
    </div>
  );
}

/** PanelProps are those of the panel of a tab. */
interface PanelProps {
  group: string;
  id: string;
  value: string;
  /** Stays in the page while it is not shown, so that an editor keeps its history. */
  keep?: boolean;
  class?: string;
  children: ComponentChildren;
}

/** Panel is what a tab shows. */
export function Panel({ group, id, value, keep, children, class: name }: PanelProps) {
  const shown = id === value;
  return (
    <div
      role="tabpanel"
      id={panelID(group, id)}
      aria-labelledby={tabID(group, id)}
      hidden={!shown}
      class={`panel ${name ?? ""}`}
      data-testid={`panel-${id}`}
    >
      {(shown || keep) && children}
    </div>
  );
}

/** tabID is the element id of a tab. */
export function tabID(group: string, id: string): string {
  return `tab-${group}-${id}`;
}

function panelID(group: string, id: string): string {
  return `panel-${group}-${id}`;
}
