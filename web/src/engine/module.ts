import { EngineError } from "./engine";

/** The files of the engine's folder. Go's side: manifest in web/wasm/build. */
export interface Manifest {
  exec: string;
  engine: ModuleFile;
  gateway: ModuleFile;
}

/** A compressed module. */
export interface ModuleFile {
  file: string;
  /** Its size as the file has it. */
  bytes: number;
}

/** Called while a module is loaded; loaded and total are bytes. */
export type Progress = (loaded: number, total: number) => void;

/** Reads the manifest of the engine's folder, whose address ends in "/". Fails as "unreachable" where there is none. */
export async function readManifest(folder: string): Promise<Manifest> {
  const response = await get(folder + "manifest.json", { cache: "no-cache" });
  try {
    return (await response.json()) as Manifest;
  } catch {
    throw new EngineError("unreachable", "The page was built without an engine.");
  }
}

/** Loads and compiles a module. */
export async function loadModule(folder: string, module: ModuleFile, progress?: Progress): Promise<WebAssembly.Module> {
  const response = await get(folder + module.file);
  const body = await decompressed(counted(response, module.bytes, progress));
  return WebAssembly.compileStreaming(new Response(body, { headers: { "Content-Type": "application/wasm" } }));
}

async function get(url: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch {
    throw new EngineError("unreachable", "The engine cannot be loaded: the network does not answer.");
  }
  if (!response.ok) {
    throw new EngineError("unreachable", `The engine cannot be loaded: status ${response.status}.`, "", response.status);
  }
  return response;
}

/** The body of a response, with progress told for each piece. */
function counted(response: Response, total: number, progress?: Progress): ReadableStream<Uint8Array<ArrayBuffer>> {
  let loaded = 0;
  const count = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(piece, out) {
      loaded += piece.length;
      progress?.(Math.min(loaded, total), total);
      out.enqueue(piece);
    },
  });
  return (response.body ?? new Blob().stream()).pipeThrough(count);
}

/**
 * The stream decompressed if it is gzip. Some hosts declare the compression of such files, and then the browser has
 * undone it already.
 */
async function decompressed(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const reader = stream.getReader();
  const first = await reader.read();
  const whole = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(out) {
      if (!first.done) out.enqueue(first.value);
    },
    async pull(out) {
      const next = await reader.read();
      if (next.done) out.close();
      else out.enqueue(next.value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const isGzip = !first.done && first.value[0] === 0x1f && first.value[1] === 0x8b;
  return isGzip ? whole.pipeThrough(new DecompressionStream("gzip")) : whole;
}
