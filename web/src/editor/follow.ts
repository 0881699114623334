import type { Extension } from "@codemirror/state";
import { ViewPlugin, type EditorView } from "@codemirror/view";
import { app, type State } from "../state/app";

/**
 * follow calls apply with what select finds in the store, when an editor is made and after each change of it. It goes
 * past the components: what lights up changes with each movement of the mouse. What is drawn on a text can be there
 * before the text is in the editor: with the text followed too, apply is called again when that changes.
 */
export function follow<T>(
  select: (state: State) => T,
  apply: (view: EditorView, value: T) => void,
  text: "without text" | "with text" = "without text",
): Extension {
  return ViewPlugin.define((view) => {
    let last: T | undefined;
    let first = true;
    const check = () => {
      const next = select(app.get());
      if (!first && Object.is(next, last)) return;
      first = false;
      last = next;
      apply(view, next);
    };
    // An editor being made cannot be changed yet.
    let alive = true;
    queueMicrotask(() => alive && check());
    const unsubscribe = app.subscribe(check);
    return {
      update(update) {
        // An editor being changed cannot be changed again.
        if (update.docChanged && text === "with text") queueMicrotask(() => alive && apply(view, select(app.get())));
      },
      destroy() {
        alive = false;
        unsubscribe();
      },
    };
  });
}
