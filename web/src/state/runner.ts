import { EngineError, type Engine } from "../engine/engine";
import type { ChainQuery, ChainResult, Explanation, Run as RunQuery } from "../engine/types";
import { app, problemsOf, type Run, type State } from "./app";
import { toRequest } from "./doc";
import type { Store } from "./store";
import { bodyOf, explanationOf } from "./view";

/** After the last key a run waits this long, in milliseconds, so that typing does not run every letter. */
export const debounce = 150;

/** A body this long, in characters, is sent after a longer wait: sending it takes the engine and the line longer. */
const large = 256 * 1024;
const largeDebounce = 400;

/** The steps of a run are fetched so long after it, in milliseconds, unless somebody types on. */
const stepsDelay = 250;

/** A run that takes longer than this shows that it runs, with a button to stop it. */
const longRun = 300;

/** A run without an answer after this long is given up; engines stop runs much earlier, so this is a line gone dead. */
const giveUp = 15_000;

/** Runner renders the page's document: after typing, at once, one run at a time. */
export class Runner {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private flight: AbortController | undefined;
  private completing: Promise<void> | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly store: Store<State> = app,
  ) {}

  /** Runs when nothing has changed for a while; the run under way, being of an older text, ends. */
  schedule(): void {
    clearTimeout(this.timer);
    const wait = bodyOf(this.store.get()).length > large ? largeDebounce : debounce;
    this.timer = setTimeout(() => void this.now(this.store.get().outputTab === "trace"), wait);
  }

  /**
   * Runs at once. The steps of a run can weigh more than all the rest of its answer: while somebody types and does not
   * look at them they are left out, and fetched when typing pauses.
   */
  async now(steps = true): Promise<void> {
    clearTimeout(this.timer);
    this.flight?.abort();
    const flight = (this.flight = new AbortController());
    const long = setTimeout(() => this.patch({ long: true }), longRun);
    const end = setTimeout(() => flight.abort(new EngineError("limit", "The run took too long and was given up.")), giveUp);
    this.patch({ running: true });
    const { doc: about } = this.store.get();
    try {
      const answer = await this.ask(flight.signal, steps);
      if (this.flight === flight) this.settle({ ...answer, failure: null, about, steps });
      if (this.flight === flight && !steps) this.timer = setTimeout(() => void this.complete(), stepsDelay);
    } catch (error) {
      if (this.flight !== flight) return; // a newer run took its place
      this.settle({ failure: asFailure(error, flight.signal), steps: true });
    } finally {
      clearTimeout(long);
      clearTimeout(end);
    }
  }

  /** Fetches the steps of the last run, if they were left out, and returns when they are there. */
  async complete(): Promise<void> {
    const { run, doc } = this.store.get();
    if (run.steps || run.running) return;
    if (doc !== run.about) return this.now();
    this.completing ??= this.fetchSteps().finally(() => (this.completing = undefined));
    return this.completing;
  }

  private async fetchSteps(): Promise<void> {
    clearTimeout(this.timer);
    const { flight } = this;
    // Where they cannot be had, the answer without them is all there is.
    const answer = flight ? await this.ask(flight.signal, true).catch(() => ({})) : {};
    if (this.flight === flight) this.patch({ ...answer, steps: true });
  }

  /** Ends the run under way; the page says that it was stopped. */
  stop(): void {
    this.flight?.abort(new EngineError("limit", "The run was stopped."));
  }

  /** ask sends the document as it is now. */
  private async ask(signal: AbortSignal, events: boolean): Promise<Partial<Run>> {
    const { doc } = this.store.get();
    const request = toRequest(doc.inputs);
    if (doc.mode === "chain") {
      const query: ChainQuery = { request: { ...request }, chain: doc.chain, events };
      delete query.request.response;
      return { chain: await this.engine.call<ChainResult>("chain", query, signal) };
    }
    const query: RunQuery = { template: doc.template, request, events };
    const explanation = await this.engine.call<Explanation>("explain", query, signal);
    return { explanation };
  }

  /** settle stores how a run ended and says so. */
  private settle(change: Partial<Run>): void {
    this.patch({ ...change, running: false, long: false });
    const state = this.store.get();
    const explanation = explanationOf(state);
    const last = explanation && !parseFailed(explanation) ? explanation.output : state.run.last;
    this.patch({ last });
    this.store.set({ announcement: summary(state) });
  }

  private patch(change: Partial<Run>): void {
    this.store.set((state) => ({ run: { ...state.run, ...change } }));
  }
}

/** parseFailed tells whether a template did not parse, so that there is no output of it. */
export function parseFailed(explanation: Explanation): boolean {
  return !explanation.ok && explanation.problems.some((p) => p.kind === "parse");
}

/** asFailure turns what ended a run into the failure to show. */
function asFailure(error: unknown, signal: AbortSignal): EngineError {
  if (error instanceof EngineError) return error;
  if (signal.reason instanceof EngineError) return signal.reason;
  return new EngineError("internal", error instanceof Error ? error.message : String(error));
}

/** summary says in a few words how a run ended, for screen readers. */
export function summary(state: State): string {
  const { run, doc } = state;
  if (run.failure) return `Not rendered: ${run.failure.message}`;
  const count = problemsOf(run, doc.mode).length;
  const problems = count === 1 ? "1 problem" : `${count === 0 ? "no" : count} problems`;
  if (doc.mode === "chain") return `Chain ran, status ${run.chain?.response.status ?? 0}, ${problems}`;
  if (run.explanation && parseFailed(run.explanation)) return `Does not parse, ${problems}`;
  return `Rendered, ${run.explanation?.stats.bytes ?? 0} bytes, ${problems}`;
}
