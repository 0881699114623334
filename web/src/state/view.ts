import type { Chain, Explanation, Request, Response } from "../engine/types";
import type { Card, State } from "./app";
import { toReply, toRequest, type Doc, type Inputs } from "./doc";

/** side tells which template the panes show: null on a card of the chain that has none. */
export function side(state: State): "single" | "request" | "response" | null {
  if (state.doc.mode === "single") return "single";
  return cardSide(state.card);
}

/** cardSide tells which template a card of the chain shows. */
function cardSide(card: Card): "request" | "response" | null {
  if (card === "requestTemplate") return "request";
  return card === "responseTemplate" ? "response" : null;
}

/** responseIndex returns which integration response the panes show: the one chosen by hand, else the selected one. */
export function responseIndex(state: State): number {
  const last = state.doc.chain.responses.length - 1;
  const wanted = state.response ?? state.run.chain?.selection?.index ?? 0;
  return Math.max(0, Math.min(wanted, last));
}

/** templateOf returns the template the panes show. */
export function templateOf(state: State): string {
  const { doc } = state;
  switch (side(state)) {
    case "single":
      return doc.template;
    case "request":
      return doc.chain.integration.requestTemplates?.[requestType(doc.chain)] ?? "";
    case "response":
      return doc.chain.responses[responseIndex(state)]?.responseTemplates?.[responseType(state)] ?? "";
    default:
      return "";
  }
}

/** hasTemplate tells whether there is a template where the panes show one; a chain may pass bodies through. */
export function hasTemplate(state: State): boolean {
  const { integration } = state.doc.chain;
  const which = side(state);
  if (which === "request") return Object.keys(integration.requestTemplates ?? {}).length > 0;
  return which !== "response" || Object.keys(state.doc.chain.responses[responseIndex(state)]?.responseTemplates ?? {}).length > 0;
}

/** withoutTemplate returns the document without the template that a chain's panes show: bodies then pass through. */
export function withoutTemplate(state: State): Doc {
  const { chain } = state.doc;
  if (side(state) === "request") return withChain(state.doc, { integration: { ...chain.integration, requestTemplates: {} } });
  const responses = chain.responses.map((r, i) => (i === responseIndex(state) ? { ...r, responseTemplates: {} } : r));
  return withChain(state.doc, { responses });
}

/** withTemplate returns the document with another text for the template the panes show. */
export function withTemplate(state: State, template: string): Doc {
  const { doc } = state;
  const { chain } = doc;
  switch (side(state)) {
    case "single":
      return { ...doc, template };
    case "request": {
      const requestTemplates = { ...chain.integration.requestTemplates, [requestType(chain)]: template };
      return { ...doc, chain: { ...chain, integration: { ...chain.integration, requestTemplates } } };
    }
    case "response": {
      const responses = chain.responses.map((response, i) =>
        i === responseIndex(state)
          ? { ...response, responseTemplates: { ...response.responseTemplates, [responseType(state)]: template } }
          : response,
      );
      return { ...doc, chain: { ...chain, responses } };
    }
    default:
      return doc;
  }
}

/** explanationOf returns the answer of the last run for the template the panes show, null when it did not run. */
export function explanationOf(state: State): Explanation | null {
  const { run } = state;
  switch (side(state)) {
    case "single":
      return run.explanation;
    case "request":
      return run.chain?.requestTemplate?.explanation ?? null;
    case "response":
      return run.chain?.selection?.index === responseIndex(state)
        ? (run.chain.responseTemplate?.explanation ?? null)
        : null;
    default:
      return null;
  }
}

/** readsReply tells whether $input reads the integration's answer in the template the panes show. */
export function readsReply(state: State): boolean {
  const which = side(state);
  return which === "response" || (which === "single" && state.doc.inputs.phase === "response");
}

/** bodyOf returns the text that $input reads in the template the panes show. */
export function bodyOf(state: State): string {
  const { doc } = state;
  if (!readsReply(state)) return doc.inputs.body;
  if (doc.mode === "single") return doc.inputs.reply.body;
  return repliesByHand(doc.chain) ? (doc.chain.reply?.body ?? "") : (state.run.chain?.reply?.body ?? "");
}

/** requestOf returns the request as the template that the panes show gets it. */
export function requestOf(state: State): Request {
  const request = toRequest(state.doc.inputs);
  if (state.doc.mode === "single") return request;
  delete request.response;
  if (readsReply(state)) request.response = { ...toReply(state.doc.chain.reply), body: bodyOf(state) };
  return request;
}

/** bodyLocked tells whether the body is an answer nobody typed: of MOCK, or of a live call. */
export function bodyLocked(state: State): boolean {
  return state.doc.mode === "chain" && readsReply(state) && !repliesByHand(state.doc.chain);
}

/** isBase64 tells whether the body is given as base64. */
export function isBase64(state: State): boolean {
  const { doc } = state;
  if (!readsReply(state)) return doc.inputs.base64;
  return (doc.mode === "single" ? doc.inputs.reply.base64 : doc.chain.reply?.base64) ?? false;
}

/** withBody returns the document with another body where the panes show one. */
export function withBody(state: State, change: { body?: string; base64?: boolean }): Doc {
  const { doc } = state;
  if (!readsReply(state)) return { ...doc, inputs: { ...doc.inputs, ...change } };
  if (doc.mode === "single") return withInputs(doc, { reply: { ...doc.inputs.reply, ...change } });
  return withReply(doc, change);
}

/** withInputs returns the document with some inputs changed. */
export function withInputs(doc: Doc, change: Partial<Inputs>): Doc {
  return { ...doc, inputs: { ...doc.inputs, ...change } };
}

/** withChain returns the document with some of its chain changed. */
export function withChain(doc: Doc, change: Partial<Chain>): Doc {
  return { ...doc, chain: { ...doc.chain, ...change } };
}

/** withReply returns the document with another pasted reply of its integration. */
export function withReply(doc: Doc, change: Response): Doc {
  return withChain(doc, { reply: { ...toReply(doc.chain.reply), ...change } });
}

/** repliesByHand tells whether the integration's answer is the one pasted into the page. */
export function repliesByHand(chain: Chain): boolean {
  return chain.integration.type !== "MOCK" && !chain.live;
}

/** requestType returns the content type of the request template that is shown: the one the method's default is. */
export function requestType(chain: Chain): string {
  return preferred(chain.integration.requestTemplates);
}

/** responseType returns the content type of the response template that is shown. */
export function responseType(state: State): string {
  return preferred(state.doc.chain.responses[responseIndex(state)]?.responseTemplates);
}

/** preferred picks application/json if it is there, as the service falls back to it, else the first key. */
function preferred(templates: Record<string, string> | undefined): string {
  const keys = Object.keys(templates ?? {});
  return keys.includes("application/json") ? "application/json" : (keys[0] ?? "application/json");
}
