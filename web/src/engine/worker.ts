// The worker that runs a module of the engine. It is told once what to run, then answers one call at a time; whoever
// started it ends it when a call takes too long.

/** What the worker is told first. */
export interface Start {
  module: WebAssembly.Module;
  /** Address of the script that runs Go's modules. */
  exec: string;
}

/** A call of a method with its query as JSON. */
export interface Query {
  id: number;
  method: string;
  body: string;
}

/** What the worker says: that it is ready, the answer of a call as JSON, or that the engine has died. */
export type Report = { ready: true } | { id: number; status: number; body: string } | { died: string };

/** What the Go distribution's script sets, and what web/wasm/bridge does. */
interface GoScope {
  Go: new () => { importObject: WebAssembly.Imports; run(instance: WebAssembly.Instance): Promise<void> };
  vtlCall?: (method: string, body: string) => { status: number; body: string };
}

const scope = globalThis as unknown as GoScope;
const report = (message: Report): void => postMessage(message);

onmessage = async (event: MessageEvent<Start | Query>) => {
  const message = event.data;
  try {
    if ("module" in message) {
      await start(message);
      report({ ready: true });
    } else {
      report({ id: message.id, ...call(message) });
    }
  } catch (error) {
    report({ died: String(error) });
  }
};

async function start({ module, exec }: Start): Promise<void> {
  await import(/* @vite-ignore */ exec);
  const go = new scope.Go();
  const instance = await WebAssembly.instantiate(module, go.importObject);
  // The program runs until the worker ends; its end before that is a failure that no one could recover from, such as
  // a want of memory.
  void go.run(instance).then(() => report({ died: "the engine ended" }));
  if (!scope.vtlCall) throw new Error("the engine offers no calls");
}

function call({ method, body }: Query): { status: number; body: string } {
  const answer = scope.vtlCall?.(method, body);
  if (!answer) throw new Error("the engine ended during a call");
  return answer;
}
