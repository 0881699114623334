import type { Message } from "../engine/types";
import { app } from "../state/app";
import { useStore } from "../state/store";
import { Shown } from "../text/shown";

/** So much of a body is shown; the output of a template has its own pane for all of it. */
const maxBody = 100_000;

/** ChainOutput is what the cards without a template show: the messages that went through them. */
export function ChainOutput() {
  const card = useStore(app, (s) => s.card);
  const result = useStore(app, (s) => s.run.chain);
  if (!result) return <p class="empty-note">The chain has not run yet.</p>;
  if (card === "integration") {
    return (
      <div class="messages scroll" tabIndex={0} role="region" aria-label="Messages">
        {result.endpoint ? <MessageView title="Endpoint request" message={result.endpoint} /> : <p class="muted">MOCK calls nobody.</p>}
        {result.reply && <MessageView title="Endpoint reply" message={result.reply} />}
      </div>
    );
  }
  return (
    <div class="messages scroll" tabIndex={0} role="region" aria-label="Messages">
      {result.gatewayResponse && (
        <p class="strip warning">
          The gateway answered by itself: <strong>{result.gatewayResponse}</strong>.
        </p>
      )}
      <MessageView title="Response" message={result.response} />
    </div>
  );
}

/** MessageView shows an HTTP message. */
export function MessageView({ title, message }: { title: string; message: Message }) {
  const body = message.body.slice(0, maxBody);
  return (
    <section class="message" data-testid={`message-${title.toLowerCase().replaceAll(" ", "-")}`}>
      <h3>{title}</h3>
      <p>
        <code>
          {message.method && `${message.method} `}
          <Shown text={message.uri ?? ""} />
          {message.status !== undefined && message.status > 0 && `${message.uri ? " · " : ""}status ${message.status}`}
        </code>
      </p>
      {message.headers?.length > 0 && (
        <table class="headers">
          <tbody>
            {message.headers.map(([name, value], i) => (
              <tr key={i}>
                <th scope="row">
                  <Shown text={name} />
                </th>
                <td>
                  <Shown text={value} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <pre class="code-block">
        {body === "" ? <span class="muted">no body</span> : <Shown text={body} />}
        {message.body.length > maxBody && <span class="muted"> … cut</span>}
      </pre>
      {message.base64 && <p class="muted">The body is shown as base64.</p>}
    </section>
  );
}
