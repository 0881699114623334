import { EngineError, type Engine, type ErrorKind } from "./engine";
import { loadModule, readManifest, type Manifest, type Progress } from "./module";
import type { Failure } from "./types";
import { Runner, type Spawn } from "./runner";

/** The engine as WebAssembly. */
export interface WasmEngine extends Engine {
  /** Loads the engine unless that is done, so that the first call need not wait. */
  load(): Promise<void>;
}

/** Settings of wasmEngine. */
export interface WasmOptions {
  /** Address of the engine's folder, ending in "/"; relative to the page. */
  folder?: string;
  /** Told while the engine is loaded. */
  progress?: Progress;
  /** How long a call may run, in milliseconds. */
  timeLimit?: number;
}

/** The methods that only the larger module has. */
const gatewayMethods = new Set(["chain", "import"]);

/**
 * wasmEngine runs the engine in a worker, which is started by the first call or by load. The module with the gateway
 * has a worker of its own, loaded by the first call that needs it.
 */
export function wasmEngine(options: WasmOptions = {}): WasmEngine {
  const folder = new URL(options.folder ?? "engine/", document.baseURI).href;
  let manifest: Promise<Manifest> | null = null;
  const runner = (name: "engine" | "gateway"): Runner =>
    new Runner(async () => {
      manifest ??= readManifest(folder).catch((error: unknown) => {
        manifest = null;
        throw error;
      });
      const files = await manifest;
      return { module: await loadModule(folder, files[name], options.progress), exec: folder + files.exec };
    }, spawnWorker, options.timeLimit);
  const engine = runner("engine");
  const gateway = runner("gateway");
  return {
    load: () => engine.load(),
    async call<T>(method: string, body: unknown, signal?: AbortSignal): Promise<T> {
      const answer = await (gatewayMethods.has(method) ? gateway : engine).call(method, JSON.stringify(body ?? {}), signal);
      if (answer.status !== 200) throw refused(answer.status, answer.body);
      return JSON.parse(answer.body) as T;
    },
  };
}

const spawnWorker: Spawn = () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "vtl" });

/** refused reads the JSON of a call that was not answered. */
function refused(status: number, text: string): EngineError {
  const { error } = JSON.parse(text) as Failure;
  return new EngineError(error.kind as ErrorKind, error.message, error.hint ?? "", status);
}
