import { json } from "@codemirror/lang-json";
import { xml } from "@codemirror/lang-xml";
import type { Extension, Range } from "@codemirror/state";
import { Compartment, type StateEffect } from "@codemirror/state";
import { Decoration, EditorView, highlightWhitespace, WidgetType } from "@codemirror/view";
import type { Explanation } from "../engine/types";
import type { State } from "../state/app";
import { parseFailed } from "../state/runner";
import { explanationOf } from "../state/view";
import { count } from "../text/visible";
import { follow } from "./follow";
import { marks } from "./marks";

/** So many flags are drawn at most: an output of nothing but empty references is still shown. */
const maxFlags = 2000;

/** outputMarks draws on the output what is no text: flags where a reference printed nothing, references printed as
 * written, where the output stops being valid, and where the run was cut off. */
export function outputMarks(): Extension {
  const layer = marks();
  const spaces = new Compartment();
  const draw = (view: EditorView, x: Explanation | null) => {
    const drawn = x && !parseFailed(x) && x.output.length === view.state.doc.length;
    layer.set(view, drawn ? ranges(x) : []);
  };
  return [
    layer.extension,
    spaces.of([]),
    follow(explanationOf, draw, "with text"),
    follow(
      (state: State) => state.whitespace,
      (view, on) => {
        const effects: StateEffect<unknown> = spaces.reconfigure(on ? [highlightWhitespace(), lineEnds] : []);
        view.dispatch({ effects });
      },
    ),
  ];
}

const lineEnds = EditorView.editorAttributes.of({ class: "shows-line-ends" });

/** Longer outputs are shown without the colours of their language. */
const maxColoured = 300_000;

/** outputLanguage colours an output that is JSON or XML. */
export function outputLanguage(): Extension {
  const language = new Compartment();
  return [
    language.of([]),
    follow(
      (state: State) => {
        const x = explanationOf(state);
        return x && x.output.length <= maxColoured ? x.check.format : "";
      },
      (view, format) => {
        view.dispatch({ effects: language.reconfigure(format === "json" ? json() : format === "xml" ? xml() : []) });
      },
    ),
  ];
}

/** ranges lists an answer's decorations. */
function ranges(x: Explanation): Range<Decoration>[] {
  const list: Range<Decoration>[] = [];
  for (const leaf of x.leaves) {
    if (leaf.kind === "literal" && leaf.out[0] < leaf.out[1]) list.push(literal.range(leaf.out[0], leaf.out[1]));
  }
  const flags = new Map<number, string[]>();
  for (const empty of x.empties) {
    if (flags.size >= maxFlags) break;
    flags.set(empty.out, [...(flags.get(empty.out) ?? []), empty.why.text]);
  }
  for (const [at, texts] of flags) {
    if (at <= x.output.length) list.push(Decoration.widget({ widget: new Flag(texts), side: -1 }).range(at));
  }
  const { check } = x;
  if ((check.format === "json" || check.format === "xml") && !check.valid && check.message) {
    const from = Math.min(check.start ?? 0, x.output.length);
    const to = Math.min(Math.max(check.end ?? 0, from + 1), x.output.length);
    if (from < to) list.push(Decoration.mark({ class: "fault", attributes: { title: check.message } }).range(from, to));
  }
  const end = x.ok ? undefined : x.problems.find((p) => p.severity === "error");
  if (end) list.push(Decoration.widget({ widget: new Cut(end.limit ?? ""), side: 1, block: true }).range(x.output.length));
  return list;
}

const literal = Decoration.mark({ class: "literal" });

/** Flag stands where a reference printed nothing. */
class Flag extends WidgetType {
  constructor(private readonly texts: string[]) {
    super();
  }
  override eq(other: Flag): boolean {
    return this.texts.join("\n") === other.texts.join("\n");
  }
  override toDOM(): HTMLElement {
    const span = document.createElement("span");
    span.className = "flag";
    span.dataset["testid"] = "empty-flag";
    span.setAttribute("role", "img");
    span.setAttribute("aria-label", `Empty: ${this.texts[0]}`);
    span.title = this.texts.length === 1 ? this.texts[0]! : `${count(this.texts.length, "empty reference")}: ${this.texts[0]}`;
    span.textContent = "⚑";
    return span;
  }
  override ignoreEvent(): boolean {
    return false;
  }
}

/** Cut is the line where a run was cut off. */
class Cut extends WidgetType {
  constructor(private readonly limit: string) {
    super();
  }
  override eq(other: Cut): boolean {
    return this.limit === other.limit;
  }
  override toDOM(): HTMLElement {
    const div = document.createElement("div");
    div.className = "cut";
    div.dataset["testid"] = "cut";
    div.textContent = this.limit ? `cut here: limit ${this.limit}` : "stopped here by an error";
    return div;
  }
}
