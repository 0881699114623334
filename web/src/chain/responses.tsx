import type { ChainResponse } from "../engine/types";
import { app } from "../state/app";
import { change } from "../state/page";
import { useStore } from "../state/store";
import { responseIndex, withChain } from "../state/view";
import { PairTable } from "../panes/table";
import { TextField } from "../panes/request";
import { Shown } from "../text/shown";
import { openCard } from "./cards";
import { mapOf, rowsOf } from "./integration";

/** ResponsesForm are the integration responses with their patterns, and which one was selected and why. */
export function ResponsesForm() {
  const doc = useStore(app, (s) => s.doc);
  const selection = useStore(app, (s) => s.run.chain?.selection);
  const { responses } = doc.chain;
  const set = (list: ChainResponse[]) => change(withChain(doc, { responses: list }));
  const setOne = (at: number, part: Partial<ChainResponse>) => set(responses.map((r, i) => (i === at ? { ...r, ...part } : r)));
  return (
    <div class="form" data-testid="responses-form">
      <SelectionNote />
      {responses.map((response, i) => {
        const selected = selection?.index === i;
        return (
          <fieldset key={i} class={selected ? "response selected" : "response"}>
            <legend>
              {response.pattern === "" ? "Default" : `Pattern ${i + 1}`}
              {selected && <span class="badge">selected</span>}
            </legend>
            <div class="fields">
              <TextField label="Selection pattern" value={response.pattern} placeholder="empty: the default" onChange={(pattern) => setOne(i, { pattern })} />
              <TextField label="Status" class="narrow" value={String(response.status)} onChange={(text) => setOne(i, { status: Number(text) || 0 })} />
            </div>
            <details open={Object.keys(response.responseParameters ?? {}).length > 0}>
              <summary>Response parameters</summary>
              <PairTable label="response parameter" rows={rowsOf(response.responseParameters)} even onChange={(rows) => setOne(i, { responseParameters: mapOf(rows) })} testid={`response-parameters-${i}`} />
            </details>
            <div class="buttons">
              <button
                type="button"
                onClick={() => {
                  openCard("responseTemplate");
                  app.set({ response: i });
                }}
              >
                {Object.keys(response.responseTemplates ?? {}).length > 0 ? "Edit its template" : "Give it a template"}
              </button>
              <button type="button" disabled={i === 0} onClick={() => set(moved(responses, i))}>
                Move up<span class="sr-only"> response {i + 1}</span>
              </button>
              <button type="button" aria-label={`Remove response ${i + 1}`} onClick={() => set(responses.filter((_, at) => at !== i))}>
                Remove
              </button>
            </div>
          </fieldset>
        );
      })}
      <button type="button" data-testid="add-response" onClick={() => set([...responses, { pattern: responses.length ? "5\\d{2}" : "", status: responses.length ? 500 : 200 }])}>
        Add a response
      </button>
    </div>
  );
}

/** SelectionNote says which response was selected and why. */
export function SelectionNote() {
  const selection = useStore(app, (s) => s.run.chain?.selection);
  if (!selection) return null;
  return (
    <p class="strip" data-testid="selection">
      <span>
        <Shown text={selection.reason} />
      </span>
    </p>
  );
}

/** ResponsePicker chooses which response's template is edited. */
export function ResponsePicker() {
  const responses = useStore(app, (s) => s.doc.chain.responses);
  const response = useStore(app, responseIndex);
  const selected = useStore(app, (s) => s.run.chain?.selection?.index ?? -1);
  if (responses.length < 2) return null;
  return (
    <label class="inline-field">
      <span class="sr-only">Response</span>
      <select value={response} data-testid="response-picker" onChange={(event) => app.set({ response: Number(event.currentTarget.value) })}>
        {responses.map((r, i) => (
          <option key={i} value={i}>
            {r.pattern || "default"} → {r.status}
            {i === selected ? " (selected)" : ""}
          </option>
        ))}
      </select>
    </label>
  );
}

/** moved returns the responses with one a place further up. */
function moved(responses: ChainResponse[], at: number): ChainResponse[] {
  const list = [...responses];
  const [one] = list.splice(at, 1);
  list.splice(at - 1, 0, one!);
  return list;
}
