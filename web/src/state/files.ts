import type { Doc } from "./doc";
import { readDoc } from "./read";
import type { Snippet } from "./snippets";

/** The largest file the page reads, in bytes. */
const maxFile = 10 * 1024 * 1024;

/** PlaygroundFile is what Export writes: the page, and the snippets kept in the browser. */
export interface PlaygroundFile {
  vtlPlayground: 1;
  doc: Doc;
  snippets: Snippet[];
}

/** writeFile is the text of an exported file. */
export function writeFile(doc: Doc, snippets: Snippet[]): string {
  const file: PlaygroundFile = { vtlPlayground: 1, doc, snippets };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** readFile reads an exported file, null if it is none. */
export function readFile(text: string): { doc: Doc; snippets: unknown[] } | null {
  try {
    const value = JSON.parse(text) as Partial<PlaygroundFile> | null;
    const doc = value?.vtlPlayground === 1 ? readDoc(value.doc) : null;
    return doc && { doc, snippets: Array.isArray(value?.snippets) ? value.snippets : [] };
  } catch {
    return null;
  }
}

/** download hands a text to the person as a file. */
export function download(name: string, text: string, type = "text/plain"): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** choose lets the person choose a file and returns its name and text, null if none was chosen. */
export function choose(accept: string): Promise<{ name: string; text: string } | null> {
  return new Promise((resolve, reject) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = accept;
    input.addEventListener("cancel", () => resolve(null));
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      if (file) readText(file).then((text) => resolve({ name: file.name, text }), reject);
      else resolve(null);
    });
    input.click();
  });
}

/** readText reads a file as UTF-8, unless it is too large. */
export async function readText(file: File): Promise<string> {
  if (file.size > maxFile) throw new Error(`${file.name} is larger than ${maxFile / 1024 / 1024} MB.`);
  return file.text();
}
