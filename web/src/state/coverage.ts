import type { Explanation, Hint, Run, Sample } from "../engine/types";
import { app } from "./app";
import { gutterOf, merge, withHint, type Row } from "./arms";
import { fromRequest } from "./doc";
import { change, engine, open, toast } from "./page";
import { createStore } from "./store";
import { requestOf, templateOf, withChain } from "./view";

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
  const inputs = [requestOf(app.get()), ...state.doc.samples.map((sample) => sample.request)];
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

/** addSample keeps the current input as a sample. */
export function addSample(): void {
  const { doc } = app.get();
  keep({ name: `Input ${doc.samples.length + 1}`, request: requestOf(app.get()) });
}

/** makeInput adds a sample that reaches a branch: the current input with one value changed. */
export function makeInput(hint: Hint): void {
  try {
    keep({ name: hint.text, request: withHint(requestOf(app.get()), hint) });
    toast(`Added an input: ${hint.text}.`);
  } catch (error) {
    toast(`No input could be made: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** loadSample makes a sample the current input. */
export function loadSample(sample: Sample): void {
  const { doc } = app.get();
  const { response } = sample.request;
  const next = { ...doc, inputs: fromRequest(sample.request) };
  open(doc.mode === "chain" && response ? withChain(next, { reply: response }) : next);
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
