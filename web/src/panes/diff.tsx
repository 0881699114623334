import type { MergeView } from "@codemirror/merge";
import { EditorView } from "@codemirror/view";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Copied, CopyQuery } from "../engine/types";
import { base } from "../editor/base";
import { isTyped, outside } from "../editor/editor";
import { app } from "../state/app";
import { download } from "../state/files";
import { normalize, type DiffMode } from "../state/normalize";
import { change, engine, messageOf, toast } from "../state/page";
import { useStore } from "../state/store";
import { explanationOf, requestOf, templateOf } from "../state/view";
import { count } from "../text/visible";

const modes: Record<DiffMode, string> = { exact: "Exact", json: "JSON", xml: "XML" };

/** DiffPane compares the output with an expected one, on the left, that can be edited. */
export function DiffPane() {
  const expected = useStore(app, (s) => s.doc.expected);
  const output = useStore(app, (s) => explanationOf(s)?.output ?? "");
  const format = useStore(app, (s) => explanationOf(s)?.check.format ?? "");
  const [chosen, setChosen] = useState<DiffMode | null>(null);
  const mode = chosen ?? (format === "json" || format === "xml" ? format : "exact");
  const setExpected = (text: string | null) => change({ ...app.get().doc, expected: text });
  return (
    <div class="diff">
      <div class="toolbar">
        <div class="segmented" role="group" aria-label="Compare as">
          {(Object.keys(modes) as DiffMode[]).map((id) => (
            <button key={id} type="button" aria-pressed={id === mode} onClick={() => setChosen(id)}>
              {modes[id]}
            </button>
          ))}
        </div>
        <button type="button" onClick={() => setExpected(output)}>
          Use output as expected
        </button>
        <button type="button" disabled={expected === null} onClick={() => void saveCase()}>
          Save as test case
        </button>
      </div>
      {expected === null ? (
        <div class="empty-state" data-testid="no-expected">
          <p>Nothing is expected yet. Take the output as it is now, or write what it should be.</p>
          <div class="buttons">
            <button type="button" class="primary" onClick={() => setExpected(output)}>
              Use output as expected
            </button>
            <button type="button" onClick={() => setExpected("")}>
              Write it
            </button>
          </div>
        </div>
      ) : (
        <Comparison expected={expected} output={output} mode={mode} onChange={setExpected} />
      )}
    </div>
  );
}

/** Comparison shows both texts side by side; as JSON or XML both are laid out evenly first. */
function Comparison(props: { expected: string; output: string; mode: DiffMode; onChange: (text: string) => void }) {
  const { expected, output, mode } = props;
  const left = normalize(expected, mode);
  const right = normalize(output, mode);
  const broken = left === null ? "The expected text" : right === null ? "The output" : "";
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<MergeView | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const texts = useRef({ left: "", right: "" });
  texts.current = { left: left ?? expected, right: right ?? output };
  const [chunks, setChunks] = useState(-1);
  const [ready, setReady] = useState(false);

  useEffect(() => {
    let gone = false;
    // The comparison is loaded when it is first looked at.
    void import("@codemirror/merge").then(({ MergeView: View }) => {
      if (gone) return;
      const count = () => view.current && setChunks(view.current.chunks.length);
      view.current = new View({
        parent: host.current!,
        a: {
          doc: texts.current.left,
          extensions: [
            base("Expected output", true),
            EditorView.lineWrapping,
            EditorView.updateListener.of((update) => {
              if (isTyped(update)) latest.current.onChange(update.state.doc.toString());
            }),
          ],
        },
        b: { doc: texts.current.right, extensions: [base("Output", false), EditorView.lineWrapping, EditorView.updateListener.of(count)] },
        highlightChanges: true,
        gutter: true,
      });
      count();
      setReady(true);
    });
    return () => {
      gone = true;
      view.current?.destroy();
      view.current = null;
    };
  }, [mode]);

  useEffect(() => {
    const merge = view.current;
    if (!merge) return;
    for (const [editor, text] of [
      [merge.a, texts.current.left],
      [merge.b, texts.current.right],
    ] as const) {
      const now = editor.state.doc.toString();
      // What is being typed is not laid out anew under the caret, nor set back to what this was drawn for.
      const typing = editor === merge.a && editor.hasFocus && (now === app.get().doc.expected || normalize(now, mode) === text);
      if (now !== text && !typing) {
        editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text }, annotations: outside.of(true) });
      }
    }
    setChunks(merge.chunks.length);
  }, [texts.current.left, texts.current.right, ready]);

  const equal = texts.current.left === texts.current.right;
  return (
    <>
      <p class={`strip ${equal ? "good" : ""}`} role="status" data-testid="diff-verdict">
        {broken !== "" && `${broken} is not ${modes[mode]}: compared exactly. `}
        {equal ? "✓ No differences." : `✕ ${chunks > 0 ? count(chunks, "difference") : "Different"}.`}
      </p>
      <div class="diff-heads" aria-hidden="true">
        <span>Expected</span>
        <span>Output</span>
      </div>
      <div class="diff-view scroll" ref={host} data-testid="diff-view" />
    </>
  );
}

/** saveCase hands the page to the person as a test case with what is expected. */
async function saveCase(): Promise<void> {
  const state = app.get();
  const query: CopyQuery = { as: "test", run: { template: templateOf(state), request: requestOf(state) } };
  if (state.doc.expected !== null) query.expected = state.doc.expected;
  try {
    const { text, fileName } = await engine.call<Copied>("copy", query);
    download(fileName, text, "application/yaml");
    toast(`Saved as ${fileName}.`);
  } catch (error) {
    toast(messageOf(error));
  }
}
