import type { Extension } from "@codemirror/state";
import { ViewPlugin, type EditorView } from "@codemirror/view";
import { app, type State } from "../state/app";

/**
 * follow calls apply with what select finds in the store, when an editor is made and after each change of it. It goes
 * past the components: what lights up changes with each movement of the mouse.
 */
export function follow<T>(select: (state: State) => T, apply: (view: EditorView, value: T) => void): Extension {
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
      destroy() {
        alive = false;
        unsubscribe();
      },
    };
  });
}
