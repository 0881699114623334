import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ChainResult } from "../engine/types";
import { app, type Card } from "../state/app";
import type { Doc } from "../state/doc";
import { useStore } from "../state/store";
import { Shown } from "../text/shown";
import { count } from "../text/visible";

/** Cards are the steps of the chain from left to right; choosing one opens its panes. */
export function Cards() {
  const doc = useStore(app, (s) => s.doc);
  const card = useStore(app, (s) => s.card);
  const result = useStore(app, (s) => s.run.chain);
  const changed = useChanged(result);
  const { inputs, chain } = doc;
  const list: { id: Card; title: string; content: ComponentChildren; problems: number }[] = [
    {
      id: "request",
      title: "Request",
      content: `${inputs.method || chain.method || "GET"} ${inputs.path || inputs.resourcePath || chain.resourcePath || "/"}`,
      problems: result?.problems.length ?? 0,
    },
    {
      id: "requestTemplate",
      title: "Request template",
      content: result?.requestTemplate ? count(result.requestTemplate.explanation.stats.bytes, "byte") : "none ran",
      problems: result?.requestTemplate?.explanation.problems.length ?? 0,
    },
    {
      id: "integration",
      title: "Integration",
      content: `${chain.integration.type}${chain.live ? " live" : ""} · ${result?.reply?.status ?? "no reply"}`,
      problems: 0,
    },
    {
      id: "responseTemplate",
      title: "Response template",
      content: result?.responseTemplate ? count(result.responseTemplate.explanation.stats.bytes, "byte") : "none ran",
      problems: result?.responseTemplate?.explanation.problems.length ?? 0,
    },
    {
      id: "response",
      title: "Response",
      content: result ? `status ${result.response.status ?? 0}${result.gatewayResponse ? ` · ${result.gatewayResponse}` : ""}` : "not run yet",
      problems: 0,
    },
  ];
  return (
    <nav class="cards" aria-label="Chain">
      <ol>
        {list.map(({ id, title, content, problems }) => (
          <li key={id}>
            <button
              type="button"
              class={`card ${changed.has(id) ? "changed" : ""}`}
              aria-current={card === id ? "step" : undefined}
              data-testid={`card-${id}`}
              onClick={() => openCard(id)}
            >
              <span class="card-title">
                {title}
                {problems > 0 && <span class="badge alert" title={count(problems, "problem")}>{problems}</span>}
                {changed.has(id) && <span class="card-changed">changed</span>}
              </span>
              <span class="card-content">{typeof content === "string" ? <Shown text={content} /> : content}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** openCard opens a card's panes. */
export function openCard(card: Card): void {
  app.set({ card, response: null, hovered: null, chosen: null, outputTab: card === "request" ? "log" : "output" });
}

/** useChanged names the cards whose result differs from the run before. */
function useChanged(result: ChainResult | null): ReadonlySet<Card> {
  const before = useRef<Record<string, string> | null>(null);
  const [changed, setChanged] = useState<ReadonlySet<Card>>(new Set());
  useEffect(() => {
    const now = prints(result);
    const old = before.current;
    before.current = now;
    setChanged(new Set(old && now ? (Object.keys(now) as Card[]).filter((id) => now[id as keyof typeof now] !== old[id]) : []));
  }, [result]);
  return changed;
}

/** prints are what the cards' results are compared by. */
function prints(result: ChainResult | null): Record<Exclude<Card, "request">, string> | null {
  if (!result) return null;
  return {
    requestTemplate: result.requestTemplate?.explanation.output ?? "",
    integration: JSON.stringify([result.endpoint?.uri, result.endpoint?.headers, result.endpoint?.body, result.reply]),
    responseTemplate: result.responseTemplate?.explanation.output ?? "",
    response: JSON.stringify(result.response),
  };
}

/** cardName is what the page calls a card's pane. */
export function cardName(doc: Doc, card: Card): string {
  if (card === "integration") return `${doc.chain.integration.type} integration`;
  return { request: "Request", requestTemplate: "Request template", responseTemplate: "Response template", response: "Integration responses" }[card];
}
