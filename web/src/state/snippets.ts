import type { Doc } from "./doc";
import { readDoc } from "./read";

/** Snippet is a document kept in the browser. */
export interface Snippet {
  id: string;
  title: string;
  /** When it was last changed, in milliseconds since 1970. */
  at: number;
  doc: Doc;
}

/** This many snippets are kept, the last ones. */
export const maxSnippets = 20;

const key = "vtl.snippets.v1";

/** Larger documents are not kept: browsers give a site about five million characters. */
const maxSize = 400_000;

/** loadSnippets reads what is kept, newest first; what cannot be read is left out. */
export function loadSnippets(storage: Pick<Storage, "getItem"> | null = local()): Snippet[] {
  try {
    const rows: unknown = JSON.parse(storage?.getItem(key) ?? "[]");
    return Array.isArray(rows) ? rows.flatMap(readSnippet).slice(0, maxSnippets) : [];
  } catch {
    return [];
  }
}

/** saveSnippet puts a document first, in place of its older state; it tells whether there was room. */
export function saveSnippet(id: string, doc: Doc, at: number, storage: Pick<Storage, "getItem" | "setItem"> | null = local()): boolean {
  const snippet: Snippet = { id, title: titleOf(doc), at, doc };
  if (!storage || JSON.stringify(doc).length > maxSize) return false;
  const rest = loadSnippets(storage).filter((s) => s.id !== id);
  // Where the browser's room is used up, older snippets make way.
  for (let keep = maxSnippets - 1; keep >= 0; keep = keep > 0 ? keep >> 1 : -1) {
    try {
      storage.setItem(key, JSON.stringify([snippet, ...rest.slice(0, keep)]));
      return true;
    } catch {
      continue;
    }
  }
  return false;
}

/** mergeSnippets adds the snippets of a file to those that are kept. */
export function mergeSnippets(rows: unknown[], storage: Pick<Storage, "getItem" | "setItem"> | null = local()): void {
  for (const { id, doc, at } of rows.slice(0, maxSnippets).flatMap(readSnippet).reverse()) saveSnippet(id, doc, at, storage);
}

/** titleOf names a document by its method and path, or by the first line of its template that says something. */
export function titleOf(doc: Doc): string {
  const { method, resourcePath } = doc.mode === "chain" ? doc.chain : doc.inputs;
  if (resourcePath) return `${method || "GET"} ${resourcePath}`;
  const line = doc.template.split("\n").find((l) => l.trim() !== "" && !l.startsWith("##"));
  return (line ?? "Empty template").trim().slice(0, 60);
}

/** readFlag and writeFlag keep small choices of the person, such as the theme. */
export function readFlag(name: string): string {
  try {
    return local()?.getItem(`vtl.${name}`) ?? "";
  } catch {
    return "";
  }
}

/** writeFlag keeps a choice; a browser that refuses to store forgets it. */
export function writeFlag(name: string, value: string): void {
  try {
    local()?.setItem(`vtl.${name}`, value);
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
}

function readSnippet(value: unknown): Snippet[] {
  const row = value as Partial<Snippet> | null;
  const doc = readDoc(row?.doc);
  if (!doc || typeof row?.id !== "string") return [];
  return [{ id: row.id, title: String(row.title ?? ""), at: Number(row.at) || 0, doc }];
}

/** local is the browser's storage, null where it is refused. */
function local(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
