import { EditorView, placeholder } from "@codemirror/view";
import { completion } from "../editor/complete";
import { coverageGutter } from "../editor/coverage";
import { Editor } from "../editor/editor";
import { goes } from "../editor/goto";
import { lights } from "../editor/light";
import { pointing } from "../editor/pointing";
import { popover } from "../editor/popover";
import { problems } from "../editor/problems";
import { tokens } from "../editor/tokens";
import { templateCard } from "../editor/why";
import { ResponsePicker } from "../chain/responses";
import { app } from "../state/app";
import { fromTemplate } from "../state/provenance";
import { change, onInsert, setTemplate, toast } from "../state/page";
import { useStore } from "../state/store";
import { hasTemplate, side, templateOf, withoutTemplate } from "../state/view";
import { EmptyTemplate } from "./empty";

const extensions = [
  problems("template"),
  coverageGutter(),
  tokens(),
  lights("template"),
  pointing(fromTemplate),
  popover(templateCard, false),
  completion(),
  goes("template"),
  EditorView.lineWrapping,
  placeholder("Type a mapping template…"),
];

/** TemplatePane is the template of the page, or of the card of the chain that is open. */
export function TemplatePane() {
  const template = useStore(app, templateOf);
  const which = useStore(app, side);
  const made = useStore(app, hasTemplate);
  const title = which === "response" ? "Response template" : which === "request" ? "Request template" : "Template";
  return (
    <section class="pane" id="pane-template" aria-labelledby="template-title">
      <div class="pane-head">
        <h2 id="template-title">{title}</h2>
        {which === "response" && <ResponsePicker />}
        {which !== "single" && made && (
          <button type="button" class="small" title="Let the body pass through" onClick={() => change(withoutTemplate(app.get()))}>
            Remove
          </button>
        )}
        {which === "single" && <span class="muted hint-key">Ctrl+Space completes · Alt+Enter says why</span>}
      </div>
      <div class="pane-body">
        <Editor
          key={which}
          label={title}
          value={template}
          onChange={setTemplate}
          extensions={extensions}
          testid="template-editor"
          onView={(view) =>
            onInsert(
              view &&
                ((text) => {
                  const { from, to } = view.state.selection.main;
                  view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length } });
                  view.focus();
                  toast(`Inserted ${text}`);
                }),
            )
          }
        />
        {template === "" && <EmptyTemplate />}
      </div>
    </section>
  );
}
