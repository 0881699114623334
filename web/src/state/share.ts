import type { Pair } from "../engine/types";
import type { Doc, Inputs } from "./doc";
import { readDoc } from "./read";

/** A fragment begins with this; another number is a format this page does not know. */
export const prefix = "#v1=";

/** Longer links may be cut by chat programs. */
export const longLink = 8000;

/** The longest link that is read, in characters. */
export const maxLink = 64 * 1024;

/** The largest state a link may unfold to, in bytes: a small link could hold gigabytes of zeros. */
export const maxState = 4 * 1024 * 1024;

/** LinkError says why a link cannot be opened. */
export class LinkError extends Error {}

/** encodeDoc writes a document as the fragment of a link. */
export async function encodeDoc(doc: Doc): Promise<string> {
  // JSON.stringify escapes lone surrogates, so every string survives the way through UTF-8.
  const bytes = new TextEncoder().encode(JSON.stringify(doc));
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return prefix + toBase64url(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/** decodeDoc reads the fragment of a link; it throws a LinkError for anything else. */
export async function decodeDoc(fragment: string): Promise<Doc> {
  if (!fragment.startsWith(prefix)) throw new LinkError("The link is of another version.");
  if (fragment.length > maxLink) throw new LinkError("The link is too long.");
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(await inflate(fromBase64url(fragment.slice(prefix.length)))));
  } catch (error) {
    throw error instanceof LinkError ? error : new LinkError("The link is damaged.");
  }
  const doc = readDoc(value);
  if (!doc) throw new LinkError("The link does not hold a page.");
  return doc;
}

/** inflate unfolds bytes, and stops where they get larger than a state may be. */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > maxState) {
      await reader.cancel();
      throw new LinkError("The link holds too much.");
    }
    chunks.push(next.value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** toBase64url encodes bytes without padding, in pieces: a call cannot take a million arguments. */
function toBase64url(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** fromBase64url decodes; it throws for other characters. */
function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
}

/** Names of headers, parameters and variables that usually hold secrets. */
const secret = /^(proxy-)?authorization$|^(set-)?cookie$|api[-_]?key|token|secret|password|passwd|credential|signature/i;

/** secretsOf lists the places of a document that look like secrets and are set, for the person to read. */
export function secretsOf(doc: Doc): string[] {
  const found: string[] = [];
  redact(doc, found);
  return [...new Set(found)];
}

/** withoutSecrets returns the document with what looks like a secret emptied. */
export function withoutSecrets(doc: Doc): Doc {
  return redact(doc, []);
}

function redact(doc: Doc, found: string[]): Doc {
  const reply = doc.chain.reply;
  return {
    ...doc,
    inputs: redactInputs(doc.inputs, found),
    samples: doc.samples.map((sample) => {
      const request = { ...sample.request };
      if (request.headers) request.headers = pairs("header", request.headers, found);
      if (request.query) request.query = pairs("query", request.query, found);
      if (request.stageVariables)
        request.stageVariables = Object.fromEntries(pairs("stage variable", Object.entries(request.stageVariables), found));
      if (request.context) request.context = record(request.context, found);
      return { ...sample, request };
    }),
    chain: reply?.headers ? { ...doc.chain, reply: { ...reply, headers: pairs("header", reply.headers, found) } } : doc.chain,
  };
}

function redactInputs(inputs: Inputs, found: string[]): Inputs {
  return {
    ...inputs,
    headers: pairs("header", inputs.headers, found),
    query: pairs("query", inputs.query, found),
    stageVariables: pairs("stage variable", inputs.stageVariables, found),
    context: record(inputs.context, found),
    reply: { ...inputs.reply, headers: pairs("header", inputs.reply.headers, found) },
  };
}

/** pairs empties the values of secret names. */
function pairs(kind: string, rows: Pair[], found: string[]): Pair[] {
  return rows.map(([name, value]) => {
    if (value === "" || !secret.test(name)) return [name, value];
    found.push(`${kind} ${name}`);
    return [name, ""];
  });
}

/** record leaves out the members of $context with secret names, nested ones too. */
function record(context: Record<string, unknown>, found: string[]): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(context)) {
    if (secret.test(name.slice(name.lastIndexOf(".") + 1))) found.push(`context ${name}`);
    else if (value && typeof value === "object" && !Array.isArray(value))
      kept[name] = record(value as Record<string, unknown>, found);
    else kept[name] = value;
  }
  return kept;
}
