import type { Extension } from "@codemirror/state";
import { gutterLineClass, GutterMarker, EditorView } from "@codemirror/view";
import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { follow } from "./follow";

/** LineClass colours the line number of a line that coverage counts. */
class LineClass extends GutterMarker {
  constructor(override readonly elementClass: string) {
    super();
  }
}

const classes = { hit: new LineClass("cov-hit"), partly: new LineClass("cov-partly"), missed: new LineClass("cov-missed") };

const set = StateEffect.define<RangeSet<GutterMarker>>();

const field = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(value, transaction) {
    for (const e of transaction.effects) if (e.is(set)) return e.value;
    return value.map(transaction.changes);
  },
  provide: (f) => gutterLineClass.from(f),
});

/** coverageGutter shows in the gutter which branches the samples reached, while the coverage tab is open. */
export function coverageGutter(): Extension {
  return [
    field,
    follow(
      (state) => (state.outputTab === "coverage" ? state.gutter : null),
      (view: EditorView, lines) => {
        const marks = [...(lines ?? [])]
          .filter(([line]) => line >= 1 && line <= view.state.doc.lines)
          .sort((a, b) => a[0] - b[0])
          .map(([line, kind]) => classes[kind].range(view.state.doc.line(line).from));
        view.dispatch({ effects: set.of(RangeSet.of(marks)) });
      },
    ),
  ];
}
