/**
 * Engine answers the playground's methods: by the server it was loaded from, or by the same code as WebAssembly in a
 * worker. Both give the same bytes.
 */
export interface Engine {
  /** Calls a method ("explain") with its query; aborting the signal stops the run where the engine can stop it. */
  call<T>(method: string, body: unknown, signal?: AbortSignal): Promise<T>;
}

/** What kept a call from being answered; the kinds of api.Failure, and of the way there. */
export type ErrorKind =
  | "request" // the query cannot be understood
  | "limit" // it is too large, or took too long
  | "busy" // too many calls at once
  | "internal"
  | "unreachable"; // nobody answered

/** EngineError is a call without an answer. An aborted call is not one: it rejects with the signal's reason. */
export class EngineError extends Error {
  readonly kind: ErrorKind;
  /** How to mend it; empty if there is nothing to say. */
  readonly hint: string;
  /** The HTTP status, 0 if there was none. */
  readonly status: number;

  constructor(kind: ErrorKind, message: string, hint = "", status = 0) {
    super(message);
    this.name = "EngineError";
    this.kind = kind;
    this.hint = hint;
    this.status = status;
  }
}
