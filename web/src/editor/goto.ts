import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { app, type Place } from "../state/app";
import { follow } from "./follow";

/** goes selects and shows a place in this editor when the page asks for it. */
export function goes(editor: Place["editor"]): Extension {
  return follow(
    (state) => (state.goto?.editor === editor ? state.goto : null),
    (view, place) => {
      if (!place) return;
      const length = view.state.doc.length;
      const anchor = Math.min(place.start, length);
      view.dispatch({
        selection: place.focus ? { anchor, head: Math.min(place.end, length) } : undefined,
        effects: EditorView.scrollIntoView(anchor, { y: "center" }),
      } as Parameters<typeof view.dispatch>[0]);
      if (place.focus) requestAnimationFrame(() => view.focus());
      app.set({ goto: null });
    },
  );
}
