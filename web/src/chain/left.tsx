import { app } from "../state/app";
import { useStore } from "../state/store";
import { RequestPane } from "../panes/request";
import { cardName } from "./cards";
import { IntegrationForm } from "./integration";
import { ResponsesForm } from "./responses";

/** CardPane stands in the template's place for the cards of the chain that have no template. */
export function CardPane() {
  const card = useStore(app, (s) => s.card);
  const doc = useStore(app, (s) => s.doc);
  return (
    <section class="pane" id="pane-template" aria-labelledby="card-title">
      <div class="pane-head">
        <h2 id="card-title">{cardName(doc, card)}</h2>
      </div>
      <div class="pane-body scroll">
        {card === "request" && <RequestPane />}
        {card === "integration" && <IntegrationForm />}
        {card === "response" && <ResponsesForm />}
      </div>
    </section>
  );
}
