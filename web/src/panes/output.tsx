import { EditorView } from "@codemirror/view";
import type { Check, Overrides } from "../engine/types";
import { ChainOutput } from "../chain/message";
import { Editor } from "../editor/editor";
import { goes } from "../editor/goto";
import { lights } from "../editor/light";
import { outputLanguage, outputMarks } from "../editor/output";
import { pointing } from "../editor/pointing";
import { popover } from "../editor/popover";
import { outputCard } from "../editor/why";
import { app, type State } from "../state/app";
import { fromFlag, fromOutput } from "../state/provenance";
import { dismissHint, goTo, runner } from "../state/page";
import { raising } from "../state/limits";
import { parseFailed } from "../state/runner";
import { useStore } from "../state/store";
import { explanationOf, side } from "../state/view";
import { Shown } from "../text/shown";
import { sentence } from "../text/visible";

const extensions = [
  outputLanguage(),
  outputMarks(),
  lights("output"),
  pointing(fromOutput, fromFlag),
  popover(outputCard, true),
  goes("output"),
  EditorView.lineWrapping,
];

/** OutputPane shows the output of the template, or the messages of a card of the chain without one. */
export function OutputPane() {
  const none = useStore(app, (s) => side(s) === null);
  return none ? <ChainOutput /> : <TemplateOutput />;
}

/** TemplateOutput shows the exact output of the template, and what it is. */
function TemplateOutput() {
  const x = useStore(app, explanationOf);
  const last = useStore(app, (s) => s.run.last);
  const failure = useStore(app, (s) => s.run.failure);
  const long = useStore(app, (s) => s.run.long);
  const hint = useStore(app, (s) => s.hint);
  const stale = useStore(app, isStale);
  const cut = x && !x.ok && !stale ? x.problems.find((p) => p.severity === "error") : undefined;
  const output = stale ? (last ?? "") : (x?.output ?? "");
  return (
    <div class="output-pane">
      {hint && (
        <div class="strip hint" data-testid="first-hint">
          <span>Point at any output to see where it came from.</span>
          <button type="button" class="icon" aria-label="Dismiss hint" title="Dismiss for good" onClick={dismissHint}>
            ✕
          </button>
        </div>
      )}
      {stale && (
        <div class="strip" data-testid="stale">
          from before the error
        </div>
      )}
      {failure && (
        <div class="strip warning" data-testid="failure">
          <span>
            <Shown text={failure.message} /> {failure.hint && <Shown text={failure.hint} />}
          </span>
          <button type="button" onClick={() => void runner.now()}>
            Run again
          </button>
        </div>
      )}
      {cut && (
        <div class="strip warning" data-testid="cut-off">
          <span>
            Output so far: <Shown text={sentence(cut.message)} /> {cut.hint && <Shown text={sentence(cut.hint)} />} {raising(cut.limit)}
          </span>
        </div>
      )}
      {x?.overrides && <OverrideChips overrides={x.overrides} />}
      <div class={`pane-body ${stale || failure ? "dimmed" : ""}`}>
        <Editor label="Output" value={output} extensions={extensions} testid="output-editor" />
        {x && output === "" && !stale && <p class="empty-note">The output is empty.</p>}
        {!x && !failure && !long && <p class="empty-note">Nothing has run yet.</p>}
      </div>
      {long && (
        <div class="spinner-row" role="status" data-testid="spinner">
          <span class="spinner" aria-hidden="true" /> Running…
          <button type="button" onClick={() => runner.stop()}>
            Stop
          </button>
        </div>
      )}
    </div>
  );
}

/** isStale tells whether the template does not parse, so that the output is an older one. */
export function isStale(state: State): boolean {
  const x = explanationOf(state);
  return x !== null && parseFailed(x);
}

/** OutputTools are the switches of the output. */
export function OutputTools() {
  const x = useStore(app, explanationOf);
  const whitespace = useStore(app, (s) => s.whitespace);
  const stale = useStore(app, isStale);
  return (
    <>
      {x && !stale && <CheckBadge check={x.check} />}
      <button
        type="button"
        class="toggle"
        aria-pressed={whitespace}
        title="Show spaces, tabs and line ends"
        onClick={() => app.set({ whitespace: !whitespace })}
      >
        Whitespace
      </button>
    </>
  );
}

/** CheckBadge says whether the output is valid JSON or XML; where it is not, it goes to the place. */
export function CheckBadge({ check }: { check: Check }) {
  const name = { json: "JSON", xml: "XML", text: "text", empty: "empty" }[check.format] ?? check.format;
  if (check.format !== "json" && check.format !== "xml") {
    return (
      <span class="check" data-testid="check">
        {name}
      </span>
    );
  }
  if (check.valid) {
    return (
      <span class="check ok" data-testid="check">
        ✓ valid {name}
      </span>
    );
  }
  const start = check.start ?? 0;
  return (
    <button
      type="button"
      class="check bad"
      data-testid="check"
      title={check.message}
      onClick={() => goTo({ editor: "output", start, end: check.end ?? start, focus: true })}
    >
      ✕ invalid {name} at {check.line}:{check.column}
    </button>
  );
}

/** OverrideChips are the headers, parameters and status that the template set. */
export function OverrideChips({ overrides }: { overrides: Overrides }) {
  const rows: [string, string][] = [];
  if (overrides.responseStatus) rows.push(["status", String(overrides.responseStatus)]);
  const groups = { requestHeaders: "header", requestPath: "path", requestQuery: "query", responseHeaders: "header" } as const;
  for (const [key, kind] of Object.entries(groups)) {
    for (const [name, value] of overrides[key as keyof typeof groups] ?? []) rows.push([`${kind} ${name}`, value]);
  }
  if (rows.length === 0) return null;
  return (
    <ul class="chips" aria-label="Overrides set by the template" data-testid="overrides">
      {rows.map(([name, value], i) => (
        <li key={i} class="chip">
          <span class="chip-name">
            <Shown text={name} />
          </span>
          <Shown text={value} />
        </li>
      ))}
    </ul>
  );
}
