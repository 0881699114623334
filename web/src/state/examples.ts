import type { Example } from "../engine/types";
import { engine } from "./page";

let loaded: Promise<Example[]> | null = null;

/** examples returns the engine's examples, asked for once; a call that failed is made again. */
export function examples(): Promise<Example[]> {
  loaded ??= engine.call<Example[]>("examples", {}).catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  return loaded;
}
