import type { Chain, ChainResponse, Pair, Request, Response, Sample } from "../engine/types";
import { emptyChain, emptyInputs, emptyReply, type Doc, type Inputs, type Reply } from "./doc";

// What comes from a link, a file or the browser's storage is anybody's: it is taken apart field by field, and what is
// not of the right shape is left out.

/** readDoc makes a document of parsed JSON, null if it is not one at all. */
export function readDoc(value: unknown): Doc | null {
  const o = object(value);
  if (!o || typeof o["template"] !== "string") return null;
  return {
    mode: o["mode"] === "chain" ? "chain" : "single",
    template: o["template"],
    inputs: readInputs(o["inputs"]),
    expected: typeof o["expected"] === "string" ? o["expected"] : null,
    samples: list(o["samples"]).flatMap(readSample),
    chain: readChain(o["chain"]),
  };
}

function readInputs(value: unknown): Inputs {
  const o = object(value);
  const empty = emptyInputs();
  if (!o) return empty;
  return {
    method: text(o["method"]),
    resourcePath: text(o["resourcePath"]),
    path: text(o["path"]),
    pathParams: readPairs(o["pathParams"]),
    query: readPairs(o["query"]),
    headers: readPairs(o["headers"]),
    body: text(o["body"]),
    base64: o["base64"] === true,
    stageVariables: readPairs(o["stageVariables"]),
    context: object(o["context"]) ?? {},
    time: text(o["time"]),
    seed: number(o["seed"], 0),
    phase: o["phase"] === "response" ? "response" : "request",
    reply: readReply(o["reply"]),
  };
}

function readReply(value: unknown): Reply {
  const o = object(value);
  if (!o) return emptyReply();
  return {
    status: number(o["status"], 200),
    headers: readPairs(o["headers"]),
    body: text(o["body"]),
    base64: o["base64"] === true,
  };
}

function readSample(value: unknown): Sample[] {
  const o = object(value);
  return o ? [{ name: text(o["name"]), request: readRequest(o["request"]) }] : [];
}

function readRequest(value: unknown): Request {
  const o = object(value) ?? {};
  const request: Request = {};
  for (const key of ["method", "resourcePath", "path", "body", "time"] as const) {
    if (typeof o[key] === "string") request[key] = o[key];
  }
  if (o["base64"] === true) request.base64 = true;
  if (typeof o["seed"] === "number") request.seed = o["seed"];
  for (const key of ["query", "headers"] as const) if (Array.isArray(o[key])) request[key] = readPairs(o[key]);
  for (const key of ["pathParams", "stageVariables"] as const) if (object(o[key])) request[key] = readStrings(o[key]);
  const context = object(o["context"]);
  if (context) request.context = context;
  if (object(o["response"])) request.response = readReply(o["response"]);
  return request;
}

function readChain(value: unknown): Chain {
  const o = object(value);
  const integration = object(o?.["integration"]);
  if (!o || !integration) return emptyChain();
  const chain: Chain = {
    integration: { type: text(integration["type"]) || "MOCK" },
    responses: list(o["responses"]).flatMap(readResponse),
  };
  for (const key of ["method", "resourcePath"] as const) if (typeof o[key] === "string") chain[key] = o[key];
  for (const key of ["httpMethod", "uri", "passthroughBehavior"] as const) {
    const field = integration[key];
    if (typeof field === "string") chain.integration[key] = field;
  }
  for (const key of ["requestParameters", "requestTemplates"] as const) {
    if (object(integration[key])) chain.integration[key] = readStrings(integration[key]);
  }
  if (object(o["reply"])) chain.reply = readReply(o["reply"]) satisfies Response;
  // "live" is left out on purpose: a link must not make the server call somebody.
  return chain;
}

function readResponse(value: unknown): ChainResponse[] {
  const o = object(value);
  if (!o) return [];
  const response: ChainResponse = { pattern: text(o["pattern"]), status: number(o["status"], 200) };
  for (const key of ["responseParameters", "responseTemplates"] as const) {
    if (object(o[key])) response[key] = readStrings(o[key]);
  }
  return [response];
}

function readPairs(value: unknown): Pair[] {
  return list(value).flatMap((row): Pair[] => (Array.isArray(row) ? [[text(row[0]), text(row[1])]] : []));
}

function readStrings(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(object(value) ?? {}).map(([key, field]) => [key, text(field)]));
}

function object(value: unknown): Record<string, unknown> | null {
  return value && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function number(value: unknown, fallback: number): number {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : fallback;
}
