import type { Extension } from "@codemirror/state";
import { EditorView, ViewPlugin } from "@codemirror/view";
import type { Explanation } from "../engine/types";
import { app } from "../state/app";
import type { Light } from "../state/provenance";
import { explanationOf } from "../state/view";
import { fresh } from "./tokens";

/** Find tells what lights up for an offset of a text. */
type Find = (explanation: Explanation, offset: number) => Light | null;

/**
 * pointing lights up what belongs to the place the mouse is over, and to the place of the caret while the editor has
 * the keyboard. onFlag does so for a flag that stands in the text, and for the caret beside one.
 */
export function pointing(find: Find, onFlag?: Find): Extension {
  const lightAt = (offset: number | null, find: Find): Light | null => {
    const state = app.get();
    const explanation = explanationOf(state);
    return offset !== null && explanation && fresh(state) ? find(explanation, offset) : null;
  };
  return [
    ViewPlugin.define(() => ({}), {
      eventHandlers: {
        mousemove(event, view) {
          const flag = onFlag && event.target instanceof HTMLElement && event.target.closest(".flag");
          const offset = flag ? view.posAtDOM(flag) : offsetAt(view, event);
          const key = `${flag ? "flag" : "text"} ${offset}`;
          if (key === lastPlace) return;
          lastPlace = key;
          cancelAnimationFrame(frame);
          frame = requestAnimationFrame(() => app.set({ hovered: lightAt(offset, flag ? onFlag : find) }));
        },
        mouseleave() {
          lastPlace = "";
          cancelAnimationFrame(frame);
          app.set({ hovered: null });
        },
      },
    }),
    EditorView.updateListener.of((update) => {
      if (!update.selectionSet || update.docChanged || !update.view.hasFocus) return;
      const flagged = onFlag ? lightAt(update.state.selection.main.head, onFlag) : null;
      app.set({ chosen: flagged ?? lightAt(caretOffset(update.view), find) });
    }),
  ];
}

let frame = 0;
let lastPlace = "";

/** offsetAt returns the offset of the character under the mouse, null where there is none. */
export function offsetAt(view: EditorView, at: { x: number; y: number }): number | null {
  const found = view.posAndSideAtCoords({ x: at.x, y: at.y });
  if (!found) return null;
  return found.assoc < 0 && found.pos > 0 ? found.pos - 1 : found.pos;
}

/** caretOffset returns the offset of the character after the caret, or before it at the end of the text. */
export function caretOffset(view: EditorView): number {
  const { head } = view.state.selection.main;
  return head > 0 && head === view.state.doc.length ? head - 1 : head;
}
