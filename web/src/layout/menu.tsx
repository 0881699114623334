import { useEffect, useRef, useState } from "preact/hooks";

/** Item is a choice of a menu; one without run is a heading. */
export interface Item {
  label: string;
  detail?: string;
  run?: () => void;
}

/** MenuProps are those of a menu button. */
interface MenuProps {
  label: string;
  title?: string;
  items: readonly Item[];
  testid: string;
  align?: "left" | "right";
}

/** Menu is a button that opens a list of choices; arrow keys move, letters jump, Escape closes. */
export function Menu({ label, title, items, testid, align = "left" }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    choices(root.current)[0]?.focus();
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
    };
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) {
      if (event.key === "ArrowDown") {
        event.preventDefault();
        setOpen(true);
      }
      return;
    }
    const list = choices(root.current);
    const at = list.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: list.length - 1 }[event.key];
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (next !== undefined) list[(next + list.length) % list.length]?.focus();
    else if (event.key.length === 1 && /\S/.test(event.key)) {
      const after = [...list.slice(at + 1), ...list.slice(0, at + 1)];
      after.find((e) => e.textContent?.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <div class="menu" ref={root} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        title={title}
        data-testid={testid}
        onClick={() => setOpen(!open)}
      >
        {label}
        <span class="caret" aria-hidden="true" />
      </button>
      {open && (
        <div class={`menu-list ${align}`} role="menu" aria-label={label}>
          {items.map((item, i) =>
            item.run ? (
              <button
                key={i}
                type="button"
                role="menuitem"
                tabIndex={-1}
                onClick={() => {
                  close();
                  item.run!();
                }}
              >
                <span>{item.label}</span>
                {item.detail && <small>{item.detail}</small>}
              </button>
            ) : (
              <div key={i} class="menu-heading" role="presentation">
                {item.label}
              </div>
            ),
          )}
        </div>
      )}
    </div>
  );
}

function choices(root: HTMLElement | null): HTMLElement[] {
  return [...(root?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
}
