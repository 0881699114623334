import { readFile } from "../state/files";
import { open, toast } from "../state/page";
import { mergeSnippets } from "../state/snippets";

/** openFile opens a file saved by the page; its snippets join those of the browser. */
export function openFile(text: string): void {
  const file = readFile(text);
  if (!file) {
    toast("That is not a file saved by the playground.");
    return;
  }
  mergeSnippets(file.snippets);
  open(file.doc);
  toast("Opened.");
}
