import type { Arm, Explanation, Hint, Request, Run, Sample } from "../engine/types";
import { app } from "./app";
import { fromRequest, toRequest } from "./doc";
import { change, engine, open, toast } from "./page";
import { createStore } from "./store";
import { setPath } from "./path";
import { bodyOf, readsReply, templateOf } from "./view";

/** Row is an arm with how often each input reached it. */
export interface Row {
  arm: Arm;
  /** By input: the current one, then the samples. */
  hits: number[];
}

/** Coverage is what several inputs reach of a template. */
export interface Coverage {
  rows: readonly Row[];
  /** Whether each input's run went through. */
  ok: readonly boolean[];
  running: boolean;
}

/** coverage is the state of the coverage tab. */
export const coverage = createStore<Coverage>({ rows: [], ok: [], running: false });

let flight: AbortController | null = null;

/** measure runs the template with the current input and every sample. */
export async function measure(): Promise<void> {
  flight?.abort();
  const mine = (flight = new AbortController());
  coverage.set({ running: true });
  const state = app.get();
  const template = templateOf(state);
  const inputs = [currentRequest(), ...state.doc.samples.map((sample) => sample.request)];
  const answers: (Explanation | null)[] = [];
  for (const request of inputs) {
    const query: Run = { template, request };
    try {
      answers.push(await engine.call<Explanation>("explain", query, mine.signal));
    } catch {
      answers.push(null);
    }
    if (flight !== mine) return;
  }
  const rows = merge(answers);
  coverage.set({ rows, ok: answers.map((a) => a?.ok ?? false), running: false });
  app.set({ gutter: gutterOf(rows) });
}

/** currentRequest is the request of the page, as the template that is shown gets it. */
function currentRequest(): Request {
  const state = app.get();
  const request = toRequest(state.doc.inputs);
  if (state.doc.mode === "chain") {
    delete request.response;
    if (readsReply(state)) request.response = { ...state.doc.chain.reply, body: bodyOf(state) };
  }
  return request;
}

/** merge joins the arms of several runs of one template; an arm is known by its place and kind. */
export function merge(answers: readonly (Explanation | null)[]): Row[] {
  const rows = new Map<string, Row>();
  answers.forEach((answer, i) => {
    for (const arm of answer?.coverage ?? []) {
      const key = `${arm.at[0]},${arm.at[1]},${arm.kind}`;
      let row = rows.get(key);
      if (!row) rows.set(key, (row = { arm, hits: answers.map(() => 0) }));
      row.hits[i] = arm.hits;
      if (arm.input && !row.arm.input) row.arm = { ...row.arm, input: arm.input };
    }
  });
  return [...rows.values()].sort((a, b) => a.arm.at[0] - b.arm.at[0]);
}

/** gutterOf says for each line whether its arms were reached: all, some, or none. */
export function gutterOf(rows: readonly Row[]): Map<number, "hit" | "partly" | "missed"> {
  const lines = new Map<number, "hit" | "partly" | "missed">();
  for (const row of rows) {
    const now = isHit(row) ? "hit" : "missed";
    const before = lines.get(row.arm.line);
    lines.set(row.arm.line, before && before !== now ? "partly" : now);
  }
  return lines;
}

/** isHit tells whether any input reached an arm. */
export function isHit(row: Row): boolean {
  return row.hits.some((n) => n > 0);
}

/** addSample keeps the current input as a sample. */
export function addSample(): void {
  const { doc } = app.get();
  keep({ name: `Input ${doc.samples.length + 1}`, request: currentRequest() });
}

/** makeInput adds a sample that reaches a branch: the current input with one value changed. */
export function makeInput(hint: Hint): void {
  try {
    keep({ name: hint.text, request: withHint(currentRequest(), hint) });
    toast(`Added an input: ${hint.text}.`);
  } catch (error) {
    toast(`No input could be made: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** loadSample makes a sample the current input. */
export function loadSample(sample: Sample): void {
  const { doc } = app.get();
  open({ ...doc, inputs: fromRequest(sample.request) });
}

/** removeSample drops a sample. */
export function removeSample(at: number): void {
  const { doc } = app.get();
  change({ ...doc, samples: doc.samples.filter((_, i) => i !== at) });
  void measure();
}

function keep(sample: Sample): void {
  const { doc } = app.get();
  change({ ...doc, samples: [...doc.samples, sample] });
  void measure();
}

/** withHint returns a request changed as a hint says; it throws where the body cannot be changed so. */
export function withHint(request: Request, hint: Hint): Request {
  const text = hint.remove ? "" : typeof hint.value === "string" ? hint.value : JSON.stringify(hint.value);
  switch (hint.source) {
    case "body":
      if (request.response) return { ...request, response: { ...request.response, body: setPath(request.response.body ?? "", hint) } };
      return { ...request, body: setPath(request.body ?? "", hint) };
    case "params.path":
      return { ...request, pathParams: withKey(request.pathParams, hint, text) };
    case "stageVariables":
      return { ...request, stageVariables: withKey(request.stageVariables, hint, text) };
    case "params.querystring":
      return { ...request, query: [...(request.query ?? []).filter(([name]) => name !== hint.path), ...(hint.remove ? [] : [[hint.path, text] as [string, string]])] };
    case "params.header": {
      const rest = (request.headers ?? []).filter(([name]) => name.toLowerCase() !== hint.path.toLowerCase());
      return { ...request, headers: [...rest, ...(hint.remove ? [] : [[hint.path, text] as [string, string]])] };
    }
    case "context":
      return { ...request, context: withKey(request.context, hint, hint.value) };
  }
  throw new Error(`nothing is known of ${hint.source}`);
}

function withKey<T>(map: Record<string, T> | undefined, hint: Hint, value: T): Record<string, T> {
  const { [hint.path]: _, ...rest } = map ?? {};
  return hint.remove ? rest : { ...rest, [hint.path]: value };
}
