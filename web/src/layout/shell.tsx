import type { ComponentChild } from "preact";
import { useState } from "preact/hooks";
import { CardPane } from "../chain/left";
import { Cards } from "../chain/cards";
import { app, problemsOf, type Dialog, type NarrowPane } from "../state/app";
import { dismiss } from "../state/page";
import { readFlag, writeFlag } from "../state/snippets";
import { useStore } from "../state/store";
import { side } from "../state/view";
import { CopyDialog } from "../panes/copy";
import { ImportDialog, RequestDialog } from "../panes/import";
import { InputsPane } from "../panes/inputs";
import { ProblemsPane } from "../panes/problems";
import { ResultsPane } from "../panes/results";
import { ShareDialog } from "../panes/share";
import { StatusBar } from "../panes/status";
import { TemplatePane } from "../panes/template";
import { Header } from "./header";
import { HelpDialog } from "./help";
import { Splitter } from "./splitter";

/** Shell is the page: header, panes, status, and what lies over them. */
export function Shell() {
  const narrow = useStore(app, (s) => s.narrow);
  const pane = useStore(app, (s) => s.narrowPane);
  const chain = useStore(app, (s) => s.doc.mode === "chain");
  const running = useStore(app, (s) => s.run.running || !s.run.steps);
  return (
    <div class={`shell ${narrow ? `narrow show-${pane}` : "wide"}`} data-running={running || undefined}>
      <Header />
      <Notices />
      {chain && <Cards />}
      <main class="main" aria-label="Playground">
        {narrow ? <NarrowPanes /> : <WidePanes />}
      </main>
      {narrow && <BottomBar />}
      <StatusBar />
      <Dialogs />
      <Live />
    </div>
  );
}

/** WidePanes are two columns of two panes with splitters between them. */
function WidePanes() {
  const form = useStore(app, (s) => side(s) === null);
  const requestCard = useStore(app, (s) => s.doc.mode === "chain" && s.card === "request");
  const [columns, setColumns] = useSplit("columns", 50);
  const [left, setLeft] = useSplit("left", 52);
  const [right, setRight] = useSplit("right", 72);
  return (
    <div class="columns" style={{ gridTemplateColumns: `minmax(0, ${columns}fr) auto minmax(0, ${100 - columns}fr)` }}>
      <div class="column" id="column-left" style={{ gridTemplateRows: form && !requestCard ? "minmax(0, 1fr)" : rows(left) }}>
        {form ? <CardPane /> : <TemplatePane />}
        {(!form || requestCard) && (
          <>
            <Splitter label="Height of the template" direction="rows" value={left} onChange={setLeft} controls="column-left" />
            <InputsPane />
          </>
        )}
      </div>
      <Splitter label="Width of the columns" direction="columns" value={columns} onChange={setColumns} controls="column-left" />
      <div class="column" id="column-right" style={{ gridTemplateRows: rows(right) }}>
        <ResultsPane />
        <Splitter label="Height of the output" direction="rows" value={right} onChange={setRight} controls="column-right" />
        <ProblemsPane />
      </div>
    </div>
  );
}

/** rows are the heights of two panes with a splitter between them. */
function rows(percent: number): string {
  return `minmax(0, ${percent}fr) auto minmax(0, ${100 - percent}fr)`;
}

/** NarrowPanes are the same panes, one at a time; the others stay, so that nothing is lost. */
function NarrowPanes() {
  const form = useStore(app, (s) => side(s) === null);
  return (
    <>
      {form ? <CardPane /> : <TemplatePane />}
      <InputsPane />
      <ResultsPane />
      <ProblemsPane />
    </>
  );
}

const narrowPanes: { id: NarrowPane; label: string }[] = [
  { id: "template", label: "Template" },
  { id: "input", label: "Input" },
  { id: "output", label: "Output" },
  { id: "problems", label: "Problems" },
];

/** BottomBar changes the pane on a narrow screen. */
function BottomBar() {
  const pane = useStore(app, (s) => s.narrowPane);
  const problems = useStore(app, (s) => problemsOf(s.run, s.doc.mode).length);
  return (
    <nav class="bottom-bar" aria-label="Panes">
      {narrowPanes.map(({ id, label }) => (
        <button key={id} type="button" aria-current={pane === id ? "true" : undefined} onClick={() => app.set({ narrowPane: id })}>
          {label}
          {id === "problems" && problems > 0 && <span class="badge alert">{problems}</span>}
        </button>
      ))}
    </nav>
  );
}

/** Notices are the lines over the panes. */
function Notices() {
  const notices = useStore(app, (s) => s.notices);
  if (notices.length === 0) return null;
  return (
    <div class="notices" role="region" aria-label="Notices">
      {notices.map(({ id, text, tone, action }) => (
        <div key={id} class={`notice ${tone}`} data-testid={`notice-${id}`}>
          <span>{text}</span>
          {action && (
            <button type="button" onClick={action.run}>
              {action.label}
            </button>
          )}
          <button type="button" class="icon" aria-label="Dismiss notice" onClick={() => dismiss(id)}>
            ✕
          </button>
        </div>
      ))}
    </div>
  );
}

const dialogs: Partial<Record<NonNullable<Dialog>, () => ComponentChild>> = {
  help: HelpDialog,
  share: ShareDialog,
  copy: CopyDialog,
  import: ImportDialog,
  request: RequestDialog,
};

/** Dialogs shows the dialog that is open. */
function Dialogs() {
  const dialog = useStore(app, (s) => s.dialog);
  const Open = dialog && dialogs[dialog];
  return Open ? <Open key={dialog} /> : null;
}

/** Live says what happened: to screen readers, and as a short message. */
function Live() {
  const announcement = useStore(app, (s) => s.announcement);
  const toast = useStore(app, (s) => s.toast);
  return (
    <>
      <div class="sr-only" role="status" aria-live="polite" data-testid="announcement">
        {announcement}
      </div>
      <div class={`toast ${toast ? "shown" : ""}`} role="status" data-testid="toast">
        {toast}
      </div>
    </>
  );
}

/** useSplit is where a splitter stands, kept in the browser. */
function useSplit(name: string, initial: number): [number, (value: number) => void] {
  const [value, setValue] = useState(() => {
    const kept = Number(readFlag(`split.${name}`));
    return kept >= 15 && kept <= 85 ? kept : initial;
  });
  return [
    value,
    (next) => {
      setValue(next);
      writeFlag(`split.${name}`, String(next));
    },
  ];
}
