import type { Extension, Range } from "@codemirror/state";
import { Decoration } from "@codemirror/view";
import { tokenKinds } from "./kinds";
import { app, type State } from "../state/app";
import { explanationOf, templateOf } from "../state/view";
import { follow } from "./follow";
import { marks } from "./marks";

/** tokens colours a template as the engine has read it; between two runs the colours move with the text. */
export function tokens(): Extension {
  const layer = marks();
  return [
    layer.extension,
    follow(
      explanationOf,
      (view, explanation) => {
        const state = app.get();
        if (!explanation || !fresh(state) || view.state.doc.length !== templateOf(state).length) return;
        const kinds = state.knowledge?.tokenKinds ?? tokenKinds;
        const ranges: Range<Decoration>[] = [];
        for (const [start, end, kind] of explanation.tokens) {
          const mark = markOf(kinds[kind]);
          if (mark && start < end && end <= view.state.doc.length) ranges.push(mark.range(start, end));
        }
        layer.set(view, ranges);
      },
      "with text",
    ),
  ];
}

/** fresh tells whether the last answer is about the template that is shown; any change of a chain makes it stale. */
export function fresh(state: State): boolean {
  const { doc, run } = state;
  if (!run.about || run.about.mode !== doc.mode) return false;
  return doc.mode === "single" ? run.about.template === doc.template : run.about.chain === doc.chain;
}

const cache = new Map<string, Decoration>();

/** markOf returns the decoration of a kind of token, null for plain text. */
function markOf(kind: string | undefined): Decoration | null {
  if (!kind || kind === "text") return null;
  let mark = cache.get(kind);
  if (!mark) cache.set(kind, (mark = Decoration.mark({ class: `vtl-${kind}` })));
  return mark;
}
