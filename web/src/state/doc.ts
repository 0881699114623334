import type { Chain, Example, Pair, Request, Response, Sample } from "../engine/types";

/** Phase says which side of the integration a single template stands on. */
export type Phase = "request" | "response";

/** Inputs is a request as the page edits it: tables keep rows that are not finished, so maps are lists of pairs here. */
export interface Inputs {
  method: string;
  resourcePath: string;
  path: string;
  pathParams: Pair[];
  query: Pair[];
  headers: Pair[];
  body: string;
  base64: boolean;
  stageVariables: Pair[];
  context: Record<string, unknown>;
  time: string;
  seed: number;
  phase: Phase;
  /** What the integration answered, for a response template. */
  reply: Reply;
}

/** Reply is a Response with every field there. */
export interface Reply {
  status: number;
  headers: Pair[];
  body: string;
  base64: boolean;
}

/** Doc is everything a share link, a snippet and a file hold. */
export interface Doc {
  mode: "single" | "chain";
  template: string;
  inputs: Inputs;
  /** What the output should be, null while nobody said. */
  expected: string | null;
  /** More inputs, for coverage. */
  samples: Sample[];
  chain: Chain;
}

/** emptyReply is a reply with status 200 and nothing else. */
export function emptyReply(): Reply {
  return { status: 200, headers: [], body: "", base64: false };
}

/** emptyInputs are inputs for which every value is generated. */
export function emptyInputs(): Inputs {
  return {
    method: "",
    resourcePath: "",
    path: "",
    pathParams: [],
    query: [],
    headers: [],
    body: "",
    base64: false,
    stageVariables: [],
    context: {},
    time: "",
    seed: 0,
    phase: "request",
    reply: emptyReply(),
  };
}

/** emptyChain is a MOCK integration with a default response and no templates. */
export function emptyChain(): Chain {
  return {
    integration: { type: "MOCK", requestTemplates: { "application/json": '{"statusCode": 200}' } },
    responses: [{ pattern: "", status: 200 }],
  };
}

/** emptyDoc is a page with nothing in it. */
export function emptyDoc(): Doc {
  return { mode: "single", template: "", inputs: emptyInputs(), expected: null, samples: [], chain: emptyChain() };
}

/** toReply fills in what a Response leaves out. */
export function toReply(response: Response | undefined): Reply {
  return { ...emptyReply(), ...response };
}

/** toRequest makes the engine's request of the page's inputs: rows without a name and empty fields are left out. */
export function toRequest(inputs: Inputs): Request {
  const request: Request = {};
  for (const key of ["method", "resourcePath", "path", "time", "body"] as const) {
    if (inputs[key] !== "") request[key] = inputs[key];
  }
  if (inputs.base64) request.base64 = true;
  if (inputs.seed !== 0) request.seed = inputs.seed;
  for (const key of ["query", "headers"] as const) {
    const rows = named(inputs[key]);
    if (rows.length > 0) request[key] = rows;
  }
  for (const key of ["pathParams", "stageVariables"] as const) {
    const rows = named(inputs[key]);
    if (rows.length > 0) request[key] = Object.fromEntries(rows);
  }
  if (Object.keys(inputs.context).length > 0) request.context = inputs.context;
  if (inputs.phase === "response") request.response = { ...inputs.reply, headers: named(inputs.reply.headers) };
  return request;
}

/** fromRequest makes the page's inputs of a request. */
export function fromRequest(request: Request): Inputs {
  const { pathParams, stageVariables, response, ...rest } = request;
  return {
    ...emptyInputs(),
    ...rest,
    pathParams: Object.entries(pathParams ?? {}),
    stageVariables: Object.entries(stageVariables ?? {}),
    phase: response ? "response" : "request",
    reply: toReply(response),
  };
}

/** fromExample opens an example. */
export function fromExample(example: Example): Doc {
  return {
    mode: example.chain ? "chain" : "single",
    template: example.template,
    inputs: fromRequest(example.request),
    expected: null,
    samples: example.samples ?? [],
    chain: example.chain ?? emptyChain(),
  };
}

/** named leaves out the rows without a name. */
function named(rows: Pair[]): Pair[] {
  return rows.filter(([name]) => name !== "");
}
