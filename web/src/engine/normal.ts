import type { Engine } from "./engine";

/**
 * withLists fills in the lists that an answer leaves out: Go writes a list without elements as null where nobody made
 * one, and the page reads lists without asking.
 */
export function withLists(engine: Engine): Engine {
  return {
    async call<T>(method: string, body: unknown, signal?: AbortSignal): Promise<T> {
      const answer = await engine.call<T>(method, body, signal);
      if (method === "explain") return fill(answer, explanation) as T;
      if (method === "chain") {
        const chain = fill(answer, ["problems", "log"]) as Record<string, { explanation?: unknown } | null>;
        for (const key of ["requestTemplate", "responseTemplate"]) {
          if (chain[key]?.explanation) fill(chain[key].explanation, explanation);
        }
        return chain as T;
      }
      return fill(answer, lists[method] ?? []) as T;
    },
  };
}

const explanation = ["problems", "leaves", "empties", "events", "coverage", "tokens"];

const lists: Record<string, string[]> = {
  complete: ["items"],
  format: ["problems"],
  request: ["problems"],
  nodes: ["way", "children", "problems"],
  knowledge: ["tokenKinds", "context", "codes"],
  import: ["methods", "problems"],
};

/** fill puts an empty list where a member is null or missing. */
function fill(value: unknown, keys: string[]): unknown {
  if (value && typeof value === "object") {
    const o = value as Record<string, unknown>;
    for (const key of keys) o[key] ??= [];
  }
  return value;
}
