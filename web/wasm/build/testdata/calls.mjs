// Runs a module of the engine under Node: calls.mjs EXEC MODULE answers each line of stdin, an array of method and
// body, by a line with an array of status and body. EXEC is the Go distribution's script.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [exec, file] = process.argv.slice(2);
await import(pathToFileURL(exec));
const go = new Go();
const { instance } = await WebAssembly.instantiate(gunzipSync(readFileSync(file)), go.importObject);
let ready = false;
globalThis.vtlReady = () => (ready = true);
go.run(instance).then(() => {
  console.error("the engine ended");
  process.exit(1);
});
if (!ready) throw new Error("the engine did not say that it is ready");
for await (const line of createInterface({ input: process.stdin })) {
  const { status, body } = vtlCall(...JSON.parse(line));
  if (!process.stdout.write(JSON.stringify([status, body]) + "\n")) {
    await new Promise((done) => process.stdout.once("drain", done));
  }
}
process.exit(0);
