import { json } from "@codemirror/lang-json";
import { xml } from "@codemirror/lang-xml";
import { Compartment, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useRef, useState } from "preact/hooks";
import type { Problem } from "../engine/types";
import { Editor } from "../editor/editor";
import { goes } from "../editor/goto";
import { lights } from "../editor/light";
import { pointing } from "../editor/pointing";
import { problems } from "../editor/problems";
import { app, problemsOf, type State } from "../state/app";
import { fromBody } from "../state/provenance";
import { goTo, setBody } from "../state/page";
import { useStore } from "../state/store";
import { bodyLocked, bodyOf, explanationOf, isBase64 } from "../state/view";
import { Shown } from "../text/shown";
import { sentence } from "../text/visible";
import { EmptyBody } from "./empty";
import { JSONTree } from "./tree";

/** Longer bodies are shown without the colours of their language, so that typing never waits for them. */
const maxColoured = 300_000;

const extensions: Extension = [
  lights("body"),
  pointing(fromBody),
  problems("body"),
  goes("body"),
  EditorView.lineWrapping,
];

/** BodyPane is what $input reads: as text, or as a tree to pick paths from. */
export function BodyPane() {
  const body = useStore(app, bodyOf);
  const base64 = useStore(app, isBase64);
  const locked = useStore(app, bodyLocked);
  const fault = useStore(app, bodyFault);
  const [tree, setTree] = useState(false);
  const language = useRef(new Compartment()).current;
  const view = useRef<EditorView | null>(null);
  const kind = base64 || body.length > maxColoured ? "text" : /^\s*</.test(body) ? "xml" : "json";
  const shown = useRef(kind);
  if (view.current && shown.current !== kind) {
    shown.current = kind;
    const editor = view.current;
    queueMicrotask(() => editor.dispatch({ effects: language.reconfigure(languageOf(kind)) }));
  }
  const pick = (next: "text" | "tree" | "base64") => {
    setTree(next === "tree");
    if ((next === "base64") !== base64) convert(body, next === "base64");
  };
  const value = base64 ? "base64" : tree ? "tree" : "text";
  return (
    <div class="body-pane">
      <div class="toolbar">
        <div class="segmented" role="group" aria-label="Body shown as">
          {(["text", "tree", "base64"] as const).map((id) => (
            <button key={id} type="button" aria-pressed={value === id} disabled={locked && id === "base64"} onClick={() => pick(id)}>
              {{ text: kind === "xml" ? "XML" : "Text", tree: "JSON tree", base64: "Base64" }[id]}
            </button>
          ))}
        </div>
        {locked && <span class="muted">answered by the integration</span>}
      </div>
      {fault && (
        <div class="strip warning" data-testid="body-fault">
          <span>
            <Shown text={sentence(fault.message)} /> {fault.note && <Shown text={sentence(fault.note)} />}
          </span>
          {fault.line !== undefined && fault.line > 0 && (
            <button
              type="button"
              onClick={() => {
                setTree(false);
                goTo({ editor: "body", start: fault.start, end: fault.end, focus: true });
              }}
            >
              Go to {fault.line}:{fault.column}
            </button>
          )}
        </div>
      )}
      <div class="pane-body" hidden={value === "tree"}>
        <Editor
          key={locked ? "locked" : "open"}
          label={base64 ? "Body as base64" : "Body"}
          value={body}
          {...(locked ? {} : { onChange: (text: string) => setBody({ body: text }) })}
          extensions={[language.of(languageOf(kind)), extensions]}
          testid="body-editor"
          onView={(made) => (view.current = made)}
        />
        {body === "" && !locked && <EmptyBody />}
      </div>
      {value === "tree" && <JSONTree body={body} />}
    </div>
  );
}

/** languageOf colours what a body is written in. */
function languageOf(kind: string): Extension {
  if (kind === "json") return json();
  return kind === "xml" ? xml() : [];
}

/** bodyFault is the problem of a body that is not JSON though the template reads it as such. */
function bodyFault(state: State): Problem | null {
  const list = explanationOf(state)?.problems ?? problemsOf(state.run, state.doc.mode);
  return list.find((p) => p.in === "body") ?? null;
}

/** convert changes a body between text and base64; bytes that are no UTF-8 stay base64. */
function convert(body: string, base64: boolean): void {
  if (base64) {
    let binary = "";
    for (const byte of new TextEncoder().encode(body)) binary += String.fromCharCode(byte);
    setBody({ body: btoa(binary), base64: true });
    return;
  }
  try {
    const bytes = Uint8Array.from(atob(body.trim()), (c) => c.charCodeAt(0));
    setBody({ body: new TextDecoder("utf-8", { fatal: true }).decode(bytes), base64: false });
  } catch {
    setBody({ base64: false });
  }
}
