import { app } from "../state/app";
import { download, writeFile } from "../state/files";
import { toast } from "../state/page";
import { loadSnippets } from "../state/snippets";

/** saveFile hands the page and the kept snippets to the person as one file. */
export function saveFile(): void {
  download("playground.vtl.json", writeFile(app.get().doc, loadSnippets()), "application/json");
  toast("Saved as playground.vtl.json.");
}
