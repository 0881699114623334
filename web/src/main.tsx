import { render } from "preact";
import { Shell } from "./layout/shell";
import { onKey } from "./layout/keys";
import type { Knowledge } from "./engine/types";
import { app } from "./state/app";
import { emptyDoc } from "./state/doc";
import { examples } from "./state/examples";
import { download } from "./state/files";
import { engine, notify, open, openExample } from "./state/page";
import { decodeDoc, LinkError } from "./state/share";
import { loadSnippets, readFlag } from "./state/snippets";
import "./styles/theme.css";
import "./styles/layout.css";
import "./styles/controls.css";
import "./styles/editor.css";
import "./styles/panes.css";

/** Under this width there is one pane at a time. */
const narrow = matchMedia("(max-width: 719.98px)");

start();

function start(): void {
  const theme = readFlag("theme");
  app.set({
    narrow: narrow.matches,
    theme: theme === "light" || theme === "dark" ? theme : "system",
    hint: readFlag("hint") === "",
  });
  narrow.addEventListener("change", () => app.set({ narrow: narrow.matches }));
  app.subscribe(showTheme);
  showTheme();
  document.addEventListener("keydown", (event) => onKey(event) && (event.preventDefault(), event.stopPropagation()), true);
  window.addEventListener("hashchange", () => void openLink(location.hash));
  document.getElementById("app")!.replaceChildren();
  render(<Shell />, document.getElementById("app")!);
  void openFirst();
  void learn();
}

/** showTheme pins the theme that was chosen; without one the style sheet asks the system. */
function showTheme(): void {
  const { theme } = app.get();
  if (document.documentElement.dataset["theme"] !== theme) document.documentElement.dataset["theme"] = theme;
}

/** openFirst shows the page of the link, else what was worked on last, else the default example. */
async function openFirst(): Promise<void> {
  if (location.hash.length > 1) return openLink(location.hash);
  const last = loadSnippets()[0];
  if (last) open(last.doc, last.id);
  else await openDefault();
}

/** openLink shows the page of a link; one that cannot be read is said to be so and can be downloaded. */
async function openLink(fragment: string): Promise<void> {
  if (fragment.length <= 1) return;
  try {
    const doc = await decodeDoc(fragment);
    history.replaceState(null, "", location.pathname + location.search);
    open(doc);
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    notify({
      id: "link",
      tone: "warning",
      text: "This link is damaged or from a newer version.",
      action: { label: "Download the link", run: () => download("playground-link.txt", fragment) },
    });
    await openDefault();
  }
}

/** openDefault shows the first example; without an engine the page is empty, and says why. */
async function openDefault(): Promise<void> {
  try {
    const [first] = await examples();
    if (first) return openExample(first);
  } catch {
    // The engine has told; there is a notice.
  }
  open(emptyDoc());
}

/** learn asks the engine what the page needs to know of it. */
async function learn(): Promise<void> {
  try {
    app.set({ knowledge: await engine.call<Knowledge>("knowledge", {}) });
  } catch {
    // Without it there are no defaults in the context form; the notice has told.
    setTimeout(() => void learn(), 10_000);
  }
}
