import { EngineError } from "./engine";
import type { Query, Report, Start } from "./worker";

/** The part of Worker that a Runner uses. */
export interface WorkerLike {
  onmessage: ((event: MessageEvent<Report>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: Start | Query): void;
  terminate(): void;
}

/** Starts a worker. */
export type Spawn = () => WorkerLike;

/** An answer as the engine gives it: an HTTP status and JSON. */
export interface Answer {
  status: number;
  body: string;
}

/** A call that was not answered yet. */
interface Job {
  query: Query;
  settle: { resolve(answer: Answer): void; reject(error: unknown): void };
}

/** How long a call may run, in milliseconds. */
export const defaultTimeLimit = 2000;

/** How long an aborted call may go on before its worker is ended. A worker takes longer than this to start. */
const abortGrace = 150;

/**
 * Runner runs a module in a worker and passes calls to it, one at a time in their order. A call that takes longer than
 * the limit, or goes on after it was aborted, ends with its worker, and a new one takes over.
 */
export class Runner {
  private readonly waiting: Job[] = [];
  private running: Job | null = null;
  private worker: WorkerLike | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private start: Promise<Start> | null = null;
  private ready: Promise<void> | null = null;
  private lastId = 0;

  /** loadStart gets what the worker is to run; it is called again only if it fails. */
  constructor(
    private readonly loadStart: () => Promise<Start>,
    private readonly spawn: Spawn,
    private readonly timeLimit = defaultTimeLimit,
  ) {}

  /** Starts the worker unless it runs; fails where the module cannot be loaded or started. */
  load(): Promise<void> {
    this.ready ??= this.begin().catch((error: unknown) => {
      this.stop();
      throw error;
    });
    return this.ready;
  }

  /** Calls a method. An aborted call rejects at once with the signal's reason. */
  call(method: string, body: string, signal?: AbortSignal): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      signal?.throwIfAborted();
      const abort = (): void => {
        this.abort(job);
        reject(signal?.reason);
      };
      const settled = (): void => signal?.removeEventListener("abort", abort);
      const job: Job = {
        query: { id: ++this.lastId, method, body },
        settle: {
          resolve: (answer) => (settled(), resolve(answer)),
          reject: (error) => (settled(), reject(error)),
        },
      };
      signal?.addEventListener("abort", abort, { once: true });
      this.waiting.push(job);
      this.next();
    });
  }

  private async begin(): Promise<void> {
    this.start ??= this.loadStart().catch((error: unknown) => {
      this.start = null;
      throw error;
    });
    const start = await this.start;
    const worker = this.spawn();
    this.worker = worker;
    await new Promise<void>((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        if ("ready" in data) resolve();
        else reject(new EngineError("internal", `The engine did not start: ${"died" in data ? data.died : "it answers unasked"}.`));
      };
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new EngineError("unreachable", "The engine's worker cannot be loaded."));
      };
      worker.postMessage(start);
    });
    worker.onmessage = ({ data }) => {
      if ("died" in data) this.died(worker, data.died);
      else if ("id" in data) this.answered(worker, data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.died(worker, event.message);
    };
  }

  /** Passes the next call to the worker, if that is ready and free. */
  private next(): void {
    if (this.running || this.waiting.length === 0) return;
    this.load().then(
      () => this.post(),
      (error: unknown) => {
        for (const job of this.waiting.splice(0)) job.settle.reject(error);
      },
    );
  }

  private post(): void {
    if (this.running || !this.worker) return;
    const job = this.waiting.shift();
    if (!job) return;
    this.running = job;
    this.timer = setTimeout(() => this.overdue(job), this.timeLimit);
    this.worker.postMessage(job.query);
  }

  private answered(worker: WorkerLike, { id, status, body }: Answer & { id: number }): void {
    const job = this.running;
    if (worker !== this.worker || job?.query.id !== id) return;
    this.release();
    job.settle.resolve({ status, body });
    this.next();
  }

  private overdue(job: Job): void {
    this.stop();
    const seconds = this.timeLimit / 1000;
    job.settle.reject(
      new EngineError("limit", `The run took longer than ${seconds} s and was stopped (limit "time").`, "On the command line, vtl render --timeout gives a template more time."),
    );
    this.recover();
  }

  private abort(job: Job): void {
    const place = this.waiting.indexOf(job);
    if (place >= 0) this.waiting.splice(place, 1);
    if (job !== this.running) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.stop();
      this.recover();
    }, abortGrace);
  }

  private died(worker: WorkerLike, why: string): void {
    if (worker !== this.worker) return;
    const job = this.running;
    this.stop();
    job?.settle.reject(new EngineError("internal", `The engine failed: ${why}.`, "It was started again. If this happens once more, the template or its input is too large for the page."));
    this.recover();
  }

  /** Starts a new worker after one has ended, so that the next call need not wait. */
  private recover(): void {
    if (this.waiting.length > 0) this.next();
    else this.load().catch(() => {}); // the next call tells
  }

  /** Ends the worker. */
  private stop(): void {
    this.release();
    this.worker?.terminate();
    this.worker = null;
    this.ready = null;
  }

  private release(): void {
    clearTimeout(this.timer);
    this.running = null;
  }
}
