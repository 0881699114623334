import type { Engine } from "./engine";
import { wasmEngine, type WasmOptions } from "./wasm";

/**
 * builtinEngine loads the engine built into the page once the page has nothing else to do, and returns what waits for
 * it. That fails as "unreachable" where the page was built without one.
 */
export function builtinEngine(options?: WasmOptions): () => Promise<Engine> {
  const engine = wasmEngine(options);
  whenIdle(() => engine.load().catch(() => {})); // whoever waits for the engine is told
  return async () => {
    await engine.load();
    return engine;
  };
}

/** How long other work may keep the engine from being loaded, in milliseconds. */
const longestWait = 3000;

function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: longestWait });
  else setTimeout(work, longestWait / 3); // Safari
}
