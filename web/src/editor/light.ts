import type { Extension } from "@codemirror/state";
import { Decoration } from "@codemirror/view";
import { lightOf } from "../state/app";
import type { Light } from "../state/provenance";
import { follow } from "./follow";
import { marks, spansIn } from "./marks";

const lit = Decoration.mark({ class: "lit" });

/** lights draws what lights up in an editor of one of the three texts. */
export function lights(which: "template" | "output" | "body"): Extension {
  const layer = marks();
  return [
    layer.extension,
    follow(lightOf, (view, light: Light | null) => {
      const spans = light ? spansIn(view.state.doc, light[which]) : [];
      layer.set(view, spans.map(([from, to]) => lit.range(from, to)));
    }),
  ];
}
