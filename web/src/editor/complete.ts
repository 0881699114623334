import { autocompletion, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { Completions, Run } from "../engine/types";
import { app } from "../state/app";
import { engine } from "../state/page";
import { requestOf } from "../state/view";

/** What the person has typed when completion opens by itself: a reference, a directive, or a path in quotes. */
const typing = /[$#][!{\w.('"$\[\]@-]*$/;

/** Kinds of the engine, as the editor draws them. */
const types: Record<string, string> = {
  variable: "variable",
  property: "property",
  method: "method",
  directive: "keyword",
  path: "text",
  parameter: "constant",
};

/** completion offers what the engine knows can stand at the caret, with the body's own paths. */
export function completion(): Extension {
  return autocompletion({ override: [ask], icons: false, maxRenderedOptions: 200 });
}

async function ask(context: CompletionContext): Promise<CompletionResult | null> {
  if (!context.explicit && !context.matchBefore(typing)) return null;
  const flight = new AbortController();
  context.addEventListener("abort", () => flight.abort(), { onDocChange: true });
  const query: Run = { template: context.state.doc.toString(), request: requestOf(app.get()), offset: context.pos };
  try {
    const answer = await engine.call<Completions>("complete", query, flight.signal);
    if (answer.items.length === 0) return null;
    return { from: answer.from, options: answer.items.map(option), validFor: /^[\w-]*$/ };
  } catch {
    return null; // the run itself says what is wrong with the server
  }
}

function option(item: Completions["items"][number]): Completion {
  const completed: Completion = { label: item.label, type: types[item.kind] ?? "text" };
  if (item.apply) completed.apply = item.apply;
  if (item.detail) completed.detail = item.detail;
  if (item.info) completed.info = item.info;
  return completed;
}
