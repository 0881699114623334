import { setDiagnostics, type Action, type Diagnostic } from "@codemirror/lint";
import { RangeSet, StateEffect, StateField, type Extension } from "@codemirror/state";
import { gutter, GutterMarker } from "@codemirror/view";
import type { Problem } from "../engine/types";
import { app, problemsOf, type State } from "../state/app";
import { applyFix } from "../state/page";
import { bodyOf, explanationOf, templateOf } from "../state/view";
import { follow } from "./follow";
import { fresh } from "./tokens";
import { sentence } from "../text/visible";

/** problems underlines the problems of one of the texts, marks their lines, and offers their fixes in place. */
export function problems(where: "template" | "body"): Extension {
  return [
    where === "template" ? lineMarks : [],
    follow(
      (state) => select(state, where),
      (view, list) => {
        const state = app.get();
        const held = where === "template" ? templateOf(state) : bodyOf(state);
        if (!fresh(state) || held.length !== view.state.doc.length) return;
        if (where === "body" && bodyOf({ ...state, doc: state.run.about ?? state.doc }) !== held) return;
        const diagnostics = list
          .filter((p) => p.in === where && p.line)
          .map((p) => diagnostic(p, view.state.doc.length))
          .sort((a, b) => a.from - b.from);
        view.dispatch(setDiagnostics(view.state, diagnostics));
        if (where === "template") {
          const lines = new Map<number, GutterMarker>();
          for (const d of diagnostics) {
            const line = view.state.doc.lineAt(d.from).from;
            if (lines.get(line) !== errorMark) lines.set(line, d.severity === "error" ? errorMark : warningMark);
          }
          const marks = [...lines].sort((a, b) => a[0] - b[0]).map(([from, mark]) => mark.range(from));
          view.dispatch({ effects: setMarks.of(RangeSet.of(marks)) });
        }
      },
      "with text",
    ),
  ];
}

/** select returns the problems of the template that is shown; bodies belong to the template that reads them. */
function select(state: State, where: "template" | "body"): readonly Problem[] {
  const explanation = explanationOf(state);
  if (explanation) return explanation.problems;
  return where === "body" ? problemsOf(state.run, state.doc.mode) : none;
}

const none: readonly Problem[] = [];

/** diagnostic is a problem as the editor takes it. An empty place is widened, or there would be nothing to underline. */
function diagnostic(problem: Problem, length: number): Diagnostic {
  const from = Math.min(problem.start, length);
  const to = Math.min(Math.max(problem.end, from), length);
  const actions: Action[] = problem.fix ? [{ name: problem.fix.label, apply: () => applyFix(problem, problem.fix!) }] : [];
  return {
    from: from === to && to === length ? Math.max(0, from - 1) : from,
    to: from === to ? Math.min(from + 1, length) : to,
    severity: problem.severity,
    source: problem.code,
    message: [problem.message, problem.note, problem.hint].filter((text) => text !== undefined).map(sentence).join("\n"),
    actions,
  };
}

/** LineMark is a sign in the gutter: a shape and a colour, with a name for those who see neither. */
class LineMark extends GutterMarker {
  constructor(
    private readonly sign: string,
    private readonly name: string,
  ) {
    super();
  }
  override toDOM(): HTMLElement {
    const span = document.createElement("span");
    span.className = `gutter-${this.name}`;
    span.textContent = this.sign;
    span.title = this.name;
    return span;
  }
}

const errorMark = new LineMark("✕", "error");
const warningMark = new LineMark("⚑", "warning");

const setMarks = StateEffect.define<RangeSet<GutterMarker>>();

const markField = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(value, transaction) {
    for (const e of transaction.effects) if (e.is(setMarks)) return e.value;
    return value.map(transaction.changes);
  },
});

const lineMarks: Extension = [
  markField,
  gutter({ class: "gutter-problems", markers: (view) => view.state.field(markField), initialSpacer: () => warningMark }),
];
