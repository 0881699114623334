import type { Integration, Pair } from "../engine/types";
import { app } from "../state/app";
import { emptyReply, toReply } from "../state/doc";
import { change } from "../state/page";
import { useStore } from "../state/store";
import { withChain, withReply } from "../state/view";
import { PairTable } from "../panes/table";
import { TextField } from "../panes/request";

const types = ["MOCK", "HTTP", "HTTP_PROXY", "AWS", "AWS_PROXY"];
const passthrough = ["", "WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"];

/** IntegrationForm is where requests go, and what is answered there. */
export function IntegrationForm() {
  const doc = useStore(app, (s) => s.doc);
  const live = useStore(app, (s) => s.knowledge?.live ?? false);
  const { chain } = doc;
  const { integration } = chain;
  const set = (part: Partial<Integration>) => change(withChain(doc, { integration: { ...integration, ...part } }));
  const reply = toReply(chain.reply);
  const http = integration.type.startsWith("HTTP");
  return (
    <div class="form" data-testid="integration-form">
      <div class="fields">
        <label class="field narrow">
          <span>Type</span>
          <select value={integration.type} onChange={(event) => set({ type: event.currentTarget.value })}>
            {types.map((type) => (
              <option key={type}>{type}</option>
            ))}
          </select>
        </label>
        {integration.type !== "MOCK" && (
          <>
            <TextField label="Method" class="narrow" value={integration.httpMethod ?? ""} placeholder="POST" onChange={(httpMethod) => set({ httpMethod })} />
            <TextField label="URI" value={integration.uri ?? ""} placeholder={http ? "https://backend.example.com/orders" : "arn:aws:apigateway:…"} onChange={(uri) => set({ uri })} />
          </>
        )}
        <label class="field">
          <span>When no template fits</span>
          <select value={(integration.passthroughBehavior ?? "").toUpperCase()} onChange={(event) => set({ passthroughBehavior: event.currentTarget.value })}>
            {passthrough.map((value) => (
              <option key={value} value={value}>
                {value || "default (WHEN_NO_MATCH)"}
              </option>
            ))}
          </select>
        </label>
      </div>
      <h3>Request parameters</h3>
      <p class="muted">
        Such as <code>integration.request.header.X-Id</code> from <code>method.request.path.id</code>.
      </p>
      <PairTable label="request parameter" rows={rowsOf(integration.requestParameters)} even onChange={(rows) => set({ requestParameters: mapOf(rows) })} testid="request-parameters" />
      {integration.type === "MOCK" ? (
        <p class="muted">MOCK answers with the status code that the request template prints, and calls nobody.</p>
      ) : (
        <>
          <h3>Reply</h3>
          <div class="segmented" role="group" aria-label="Reply">
            <button type="button" aria-pressed={!chain.live} onClick={() => change(withChain(doc, { live: false }))}>
              Pasted
            </button>
            <button
              type="button"
              aria-pressed={chain.live ?? false}
              disabled={!live || !http}
              title={live ? (http ? "Call the URI for real" : "Only HTTP integrations can be called") : "Start the server with the flag that allows calls"}
              onClick={() => change(withChain(doc, { live: true }))}
            >
              Live
            </button>
          </div>
          {!live && <p class="muted">Calls of real servers are off; vtl play has a flag that allows them.</p>}
          {!chain.live && (
            <>
              <div class="fields">
                <TextField label="Status" class="narrow" value={String(reply.status)} onChange={(text) => change(withReply(doc, { status: Number(text) || 0 }))} />
              </div>
              <PairTable label="reply header" rows={reply.headers} onChange={(headers) => change(withReply(doc, { headers }))} testid="reply-headers" />
              <label class="field tall">
                <span>Body</span>
                <textarea rows={8} spellcheck={false} data-testid="reply-body" value={reply.body} onInput={(event) => change(withReply(doc, { body: event.currentTarget.value }))} />
              </label>
              {chain.reply && (
                <button type="button" onClick={() => change(withChain(doc, { reply: emptyReply() }))}>
                  Clear the reply
                </button>
              )}
            </>
          )}
        </>
      )}
    </div>
  );
}

/** rowsOf makes the rows of a table of a map. */
export function rowsOf(map: Record<string, string> | undefined): Pair[] {
  return Object.entries(map ?? {});
}

/** mapOf makes a map of the rows of a table; a name that is typed twice keeps its last value. */
export function mapOf(rows: Pair[]): Record<string, string> {
  return Object.fromEntries(rows);
}
