import { EngineError, type Engine, type ErrorKind } from "./engine";
import type { Failure } from "./types";

/** Methods that take nothing are asked with GET. */
const asked = new Set(["examples", "knowledge"]);

/** serverEngine calls the server the page came from, at base/NAME. */
export function serverEngine(base = "api/v1", send: typeof fetch = fetch.bind(globalThis)): Engine {
  return {
    async call<T>(method: string, body: unknown, signal?: AbortSignal): Promise<T> {
      const query: RequestInit = asked.has(method)
        ? {}
        : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body ?? {}) };
      const response = await reach(send, `${base}/${method}`, { ...query, ...(signal ? { signal } : {}) }, signal);
      const text = await response.text();
      if (!response.ok) throw failure(response.status, text);
      try {
        return JSON.parse(text) as T;
      } catch {
        throw new EngineError("unreachable", "The server's answer is not the playground's.", "", response.status);
      }
    },
  };
}

/** reach sends a query and turns a network failure into an EngineError; an abort passes as it is. */
async function reach(send: typeof fetch, url: string, query: RequestInit, signal?: AbortSignal): Promise<Response> {
  try {
    return await send(url, query);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new EngineError("unreachable", "The server does not answer.");
  }
}

/** failure reads the JSON of a refused call; anything else, say of a proxy in between, counts as unreachable. */
function failure(status: number, text: string): EngineError {
  try {
    const { error } = JSON.parse(text) as Failure;
    return new EngineError(error.kind as ErrorKind, error.message, error.hint ?? "", status);
  } catch {
    const gone = status === 404 || status >= 500;
    return new EngineError(gone ? "unreachable" : "request", `The server answered with status ${status}.`, "", status);
  }
}
