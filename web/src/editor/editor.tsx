import { Annotation, EditorState, Transaction, type Extension } from "@codemirror/state";
import { EditorView, type ViewUpdate } from "@codemirror/view";
import { useLayoutEffect, useRef } from "preact/hooks";
import { base } from "./base";
import { difference } from "./difference";

/** outside marks a change that did not come from the person's typing. */
export const outside = Annotation.define<boolean>();

/** isTyped tells whether the person changed the text of an editor. */
export function isTyped(update: ViewUpdate): boolean {
  return update.docChanged && !update.transactions.some((t) => t.annotation(outside));
}

/** EditorProps are those of an editor; extensions are read when it is made. */
export interface EditorProps {
  label: string;
  value: string;
  /** Called after typing; an editor without it is read-only. */
  onChange?: (text: string) => void;
  extensions?: Extension;
  testid: string;
  /** Gets the editor when it is there, and null when it goes. */
  onView?: (view: EditorView | null) => void;
  class?: string;
}

/** Editor is a CodeMirror editor that holds a value of the page. */
export function Editor(props: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;

  useLayoutEffect(() => {
    const { label, value, extensions, onView } = latest.current;
    const made = new EditorView({
      parent: host.current!,
      state: EditorState.create({
        doc: value,
        extensions: [
          base(label, latest.current.onChange !== undefined),
          extensions ?? [],
          EditorView.updateListener.of((update) => {
            if (isTyped(update)) latest.current.onChange?.(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    onView?.(made);
    return () => {
      onView?.(null);
      made.destroy();
      view.current = null;
    };
  }, []);

  useLayoutEffect(() => {
    if (view.current) replace(view.current, props.value);
  }, [props.value]);

  return <div ref={host} class={`editor ${props.class ?? ""}`} data-testid={props.testid} />;
}

/** replace puts another text into an editor, changing only the stretch that differs, so that it does not jump. */
function replace(view: EditorView, text: string): void {
  const old = view.state.doc.toString();
  if (old === text) return;
  const [from, to, insert] = difference(old, text);
  view.dispatch({
    changes: { from, to, insert },
    annotations: [outside.of(true), Transaction.addToHistory.of(!view.state.readOnly)],
  });
}
