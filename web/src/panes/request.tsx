import { useState } from "preact/hooks";
import type { RawRequest, ReadRequest } from "../engine/types";
import { app } from "../state/app";
import { fromRequest } from "../state/doc";
import { change, engine, messageOf, setInputs, toast } from "../state/page";
import { useStore } from "../state/store";
import { explanationOf, withInputs, withReply } from "../state/view";
import { PairTable } from "./table";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/** RequestPane is the request but its body: as tables, or pasted raw. */
export function RequestPane() {
  const inputs = useStore(app, (s) => s.doc.inputs);
  const mode = useStore(app, (s) => s.doc.mode);
  const card = useStore(app, (s) => s.card);
  const params = useStore(app, (s) => explanationOf(s)?.inputs?.params);
  const [raw, setRaw] = useState(false);
  return (
    <div class="form">
      <div class="form-head">
        {mode === "single" && (
          <div class="segmented" role="group" aria-label="The template makes">
            <button type="button" aria-pressed={inputs.phase === "request"} title="$input reads the client's request" onClick={() => setInputs({ phase: "request" })}>
              Request template
            </button>
            <button type="button" aria-pressed={inputs.phase === "response"} title="$input reads the integration's reply" onClick={() => setInputs({ phase: "response" })}>
              Response template
            </button>
          </div>
        )}
        <label class="switch">
          <input type="checkbox" role="switch" checked={raw} onChange={(event) => setRaw(event.currentTarget.checked)} />
          Raw
        </label>
      </div>
      {raw ? (
        <RawForm onRead={() => setRaw(false)} />
      ) : (
        <>
          {mode === "single" && inputs.phase === "response" && <ReplyForm />}
          {mode === "chain" && card === "responseTemplate" && <ChainReplyForm />}
          <div class="fields">
            <label class="field narrow">
              <span>Method</span>
              <select value={inputs.method || "GET"} onChange={(event) => setInputs({ method: event.currentTarget.value })}>
                {[...new Set([...methods, inputs.method || "GET"])].map((method) => (
                  <option key={method}>{method}</option>
                ))}
              </select>
            </label>
            <TextField label="Resource path" value={inputs.resourcePath} placeholder="/orders/{id}" onChange={(resourcePath) => setInputs({ resourcePath })} />
            <TextField label="Path as sent" value={inputs.path} placeholder="made of the resource path" onChange={(path) => setInputs({ path })} />
          </div>
          <h3>Path parameters</h3>
          <PairTable label="path parameter" rows={inputs.pathParams} onChange={(pathParams) => setInputs({ pathParams })} source="params.path" testid="path-table" {...(params ? { names: params } : {})} />
          <h3>Query</h3>
          <PairTable label="query parameter" rows={inputs.query} onChange={(query) => setInputs({ query })} source="params.querystring" testid="query-table" {...(params ? { names: params } : {})} />
          <h3>Headers</h3>
          <PairTable label="header" rows={inputs.headers} onChange={(headers) => setInputs({ headers })} source="params.header" testid="header-table" {...(params ? { names: params } : {})} />
        </>
      )}
    </div>
  );
}

/** TextField is a line of text with a label. */
export function TextField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  disabled?: boolean;
  class?: string;
}) {
  return (
    <label class={`field ${props.class ?? ""}`}>
      <span>{props.label}</span>
      <input
        value={props.value}
        placeholder={props.placeholder ?? ""}
        disabled={props.disabled ?? false}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
    </label>
  );
}

/** ReplyForm is the status and the headers of the reply that a response template reads. */
function ReplyForm() {
  const reply = useStore(app, (s) => s.doc.inputs.reply);
  return (
    <>
      <h3>Reply of the integration</h3>
      <div class="fields">
        <TextField
          label="Status"
          class="narrow"
          value={String(reply.status)}
          onChange={(text) => setInputs({ reply: { ...reply, status: Number(text) || 0 } })}
        />
      </div>
      <PairTable label="reply header" rows={reply.headers} onChange={(headers) => setInputs({ reply: { ...reply, headers } })} testid="reply-header-table" />
      <h3>Request before it</h3>
    </>
  );
}

/** ChainReplyForm is the status and the headers of the pasted reply of a chain. */
function ChainReplyForm() {
  const doc = useStore(app, (s) => s.doc);
  const reply = doc.chain.reply;
  if (doc.chain.integration.type === "MOCK" || doc.chain.live) return null;
  return (
    <>
      <h3>Reply of the integration</h3>
      <PairTable label="reply header" rows={reply?.headers ?? []} onChange={(headers) => change(withReply(doc, { headers }))} testid="chain-reply-header-table" />
      <h3>Request before it</h3>
    </>
  );
}

/** RawForm takes a request as it was copied from somewhere. */
export function RawForm({ onRead }: { onRead: () => void }) {
  const [text, setText] = useState("");
  const [failure, setFailure] = useState("");
  const read = async () => {
    const { doc } = app.get();
    const query: RawRequest = { text };
    if (doc.inputs.resourcePath) query.resourcePath = doc.inputs.resourcePath;
    try {
      const answer = await engine.call<ReadRequest>("request", query);
      if (!answer.request) {
        setFailure(answer.problems[0]?.message ?? "That is no request.");
        return;
      }
      const { phase, reply, stageVariables } = doc.inputs;
      const inputs = fromRequest(answer.request);
      change(
        withInputs(doc, {
          ...inputs,
          phase,
          reply,
          stageVariables: inputs.stageVariables.length > 0 ? inputs.stageVariables : stageVariables,
        }),
      );
      toast(`Read ${{ http: "an HTTP message", curl: "a curl line", har: "a HAR file", event: "an event" }[answer.format] ?? answer.format}.`);
      onRead();
    } catch (error) {
      setFailure(messageOf(error));
    }
  };
  return (
    <div class="raw">
      <label class="field tall">
        <span>An HTTP message, a curl line, a HAR file, or the event of a Lambda proxy integration</span>
        <textarea
          data-testid="raw-request"
          value={text}
          rows={9}
          spellcheck={false}
          placeholder={"POST /orders/42?dry=1 HTTP/1.1\nHost: api.example.com\nContent-Type: application/json\n\n{\"id\": 42}"}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      {failure && (
        <p class="strip warning" role="alert">
          {failure}
        </p>
      )}
      <button type="button" class="primary" disabled={text.trim() === ""} onClick={() => void read()}>
        Read request
      </button>
    </div>
  );
}
