import { useRef, useState } from "preact/hooks";
import type { Imported, ImportedMethod, ImportQuery } from "../engine/types";
import { closeDialog, Modal } from "../layout/dialog";
import { emptyDoc, fromRequest } from "../state/doc";
import { choose, readText } from "../state/files";
import { engine, messageOf, open, toast } from "../state/page";
import { Shown } from "../text/shown";
import { RawForm } from "./request";

/** ImportDialog reads an API definition and lets the person pick one of its methods. */
export function ImportDialog() {
  const [file, setFile] = useState({ name: "", text: "" });
  const [imported, setImported] = useState<Imported | null>(null);
  const [failure, setFailure] = useState("");
  const [over, setOver] = useState(false);
  const asked = useRef(0);

  const take = async (next: { name: string; text: string }) => {
    setFile(next);
    setFailure("");
    const mine = ++asked.current;
    const query: ImportQuery = { text: next.text };
    if (next.name) query.name = next.name;
    try {
      const answer = await engine.call<Imported>("import", query);
      if (mine === asked.current) setImported(answer);
    } catch (error) {
      if (mine === asked.current) setFailure(messageOf(error));
    }
  };
  const fail = (error: unknown) => setFailure(messageOf(error));
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer?.files[0];
    if (dropped) readText(dropped).then((text) => take({ name: dropped.name, text }), fail);
  };
  return (
    <Modal title="Import an API definition" testid="import-dialog" wide>
      {imported ? (
        <MethodPicker imported={imported} back={() => setImported(null)} />
      ) : (
        <div
          class={`drop ${over ? "over" : ""}`}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={onDrop}
        >
          <label class="field tall">
            <span>OpenAPI 3 or Swagger 2, JSON or YAML: paste it, drop a file here, or choose one</span>
            <textarea
              rows={12}
              data-testid="import-text"
              spellcheck={false}
              value={file.text}
              onInput={(event) => setFile({ name: "", text: event.currentTarget.value })}
            />
          </label>
          {failure && (
            <p class="strip warning" role="alert">
              <Shown text={failure} />
            </p>
          )}
          <div class="buttons end">
            <button type="button" onClick={() => choose(".json,.yaml,.yml").then((chosen) => chosen && take(chosen), fail)}>
              Choose a file
            </button>
            <button type="button" class="primary" disabled={file.text.trim() === ""} onClick={() => void take(file)}>
              Read definition
            </button>
          </div>
        </div>
      )}
    </Modal>
  );
}

/** MethodPicker lists the methods of a definition. */
function MethodPicker({ imported, back }: { imported: Imported; back: () => void }) {
  const [filter, setFilter] = useState("");
  const wanted = filter.toLowerCase();
  const methods = imported.methods.filter((m) => `${m.method} ${m.path} ${m.summary ?? ""}`.toLowerCase().includes(wanted));
  return (
    <>
      <p>
        <strong>
          <Shown text={imported.title || "Untitled"} />
        </strong>{" "}
        <span class="muted">
          <Shown text={imported.version} />
        </span>
      </p>
      {imported.problems.length > 0 && (
        <ul class="import-problems" data-testid="import-problems">
          {imported.problems.slice(0, 20).map((problem, i) => (
            <li key={i} class={problem.severity}>
              {problem.severity === "error" ? "✕ " : "⚑ "}
              {problem.line ? `${problem.line}:${problem.column} ` : ""}
              <Shown text={problem.message} />
            </li>
          ))}
        </ul>
      )}
      {imported.methods.length > 8 && (
        <label class="field">
          <span>Find a method</span>
          <input value={filter} onInput={(event) => setFilter(event.currentTarget.value)} />
        </label>
      )}
      {methods.length === 0 ? (
        <p class="empty-note">No methods.</p>
      ) : (
        <ul class="methods" data-testid="methods">
          {methods.map((method, i) => (
            <li key={i}>
              <button type="button" onClick={() => pick(method)}>
                <span class="method-name">{method.method}</span>
                <code>
                  <Shown text={method.path} />
                </code>
                <span class="muted">
                  <Shown text={method.summary ?? ""} />
                </span>
                <span class="muted method-type">{method.chain.integration.type}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="buttons end">
        <button type="button" onClick={back}>
          Another definition
        </button>
      </div>
    </>
  );
}

/** pick puts a method into the page, in chain mode. */
function pick(method: ImportedMethod): void {
  const template = Object.values(method.chain.integration.requestTemplates ?? {})[0] ?? "";
  closeDialog();
  open({ ...emptyDoc(), mode: "chain", template, inputs: fromRequest(method.request), chain: method.chain });
  toast(`Opened ${method.method} ${method.path}.`);
}

/** RequestDialog reads a request that was copied from somewhere. */
export function RequestDialog() {
  return (
    <Modal title="Import a request" testid="request-dialog" wide>
      <RawForm onRead={closeDialog} />
    </Modal>
  );
}
