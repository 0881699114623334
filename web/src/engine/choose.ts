import { EngineError, type Engine } from "./engine";

/** LoadEngine starts the engine built into the page. */
export type LoadEngine = () => Promise<Engine>;

/** later is an engine that is still to be loaded. */
export function later(load: LoadEngine): Engine {
  return { call: async <T>(method: string, body: unknown, signal?: AbortSignal) => (await load()).call<T>(method, body, signal) };
}

/**
 * withFallback calls the server, and from the first time it cannot be reached the engine built into the page, if it was
 * built with one. It tells which of both answers.
 */
export function withFallback(server: Engine, load: LoadEngine | null, tell: (state: "server" | "builtin" | "gone") => void): Engine {
  let builtin: Promise<Engine> | null = null;
  return {
    async call<T>(method: string, body: unknown, signal?: AbortSignal): Promise<T> {
      if (builtin) return (await builtin).call<T>(method, body, signal);
      try {
        const answer = await server.call<T>(method, body, signal);
        tell("server");
        return answer;
      } catch (error) {
        if (!(error instanceof EngineError) || error.kind !== "unreachable") throw error;
        if (!load) {
          tell("gone");
          throw error;
        }
        builtin = load().then(
          (engine) => {
            tell("builtin");
            return engine;
          },
          () => {
            builtin = null; // asked for again at the next call, after the server
            tell("gone");
            throw error;
          },
        );
        return (await builtin).call<T>(method, body, signal);
      }
    },
  };
}
