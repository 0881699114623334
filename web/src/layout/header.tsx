import { useEffect, useState } from "preact/hooks";
import type { Example } from "../engine/types";
import { app, type Theme } from "../state/app";
import { examples } from "../state/examples";
import { choose } from "../state/files";
import { change, format, messageOf, open, openExample, toast } from "../state/page";
import { loadSnippets, writeFlag } from "../state/snippets";
import { useStore } from "../state/store";
import { Menu, type Item } from "./menu";
import { openFile } from "./open";
import { saveFile } from "./save";

/** Header holds what acts on the whole page. */
export function Header() {
  const mode = useStore(app, (s) => s.doc.mode);
  return (
    <header class="header">
      <h1>
        vtl <span>playground</span>
      </h1>
      <nav class="header-group" aria-label="Open">
        <ExampleMenu />
        <Menu label="Import" items={importItems} testid="import-menu" title="Import a definition, a request or a saved file" />
      </nav>
      <div class="segmented header-mode" role="group" aria-label="Mode">
        <button type="button" aria-pressed={mode === "single"} title="One template" onClick={() => setMode("single")}>
          Single
        </button>
        <button type="button" aria-pressed={mode === "chain"} title="Request, integration and response" onClick={() => setMode("chain")}>
          Chain
        </button>
      </div>
      <div class="header-group header-actions push" role="group" aria-label="Actions">
        <button type="button" title="Format the template (Ctrl+Shift+F)" onClick={() => void format()}>
          Format
        </button>
        <button type="button" title="Share as a link (Ctrl+Shift+S)" onClick={() => app.set({ dialog: "share" })}>
          Share
        </button>
        <Menu label="Copy as" items={copyItems} testid="copy-menu" align="right" title="Copy as a test case, a command or code" />
      </div>
      <div class="header-group header-tools" role="group" aria-label="Page">
        <ThemeButton />
        <button type="button" class="icon" aria-label="Help" title="Help (F1 or ?)" onClick={() => app.set({ dialog: "help" })}>
          ?
        </button>
      </div>
    </header>
  );
}

/** ExampleMenu lists the engine's examples, and what was worked on before. */
function ExampleMenu() {
  const [list, setList] = useState<Example[]>([]);
  const builtin = useStore(app, (s) => s.builtin);
  const running = useStore(app, (s) => s.run.running);
  useEffect(() => {
    if (list.length === 0 && !running) examples().then(setList, () => {});
  }, [list, builtin, running]);
  const recent = loadSnippets();
  const items: Item[] = [
    ...list.map((example) => ({ label: example.title, detail: example.description, run: () => openExample(example) })),
    ...(recent.length > 0 ? [{ label: "Recent" }] : []),
    ...recent.map((s) => ({ label: s.title, detail: new Date(s.at).toLocaleString(), run: () => open(s.doc, s.id) })),
  ];
  return <Menu label="Example" items={items} testid="example-menu" title="Load an example" />;
}

const importItems: Item[] = [
  { label: "API definition…", detail: "OpenAPI 3 or Swagger 2", run: () => app.set({ dialog: "import" }) },
  { label: "Request…", detail: "HTTP message, curl line, HAR, event", run: () => app.set({ dialog: "request" }) },
  {
    label: "Playground file…",
    detail: "saved with Ctrl+S",
    run: () =>
      void choose(".json").then(
        (file) => file && openFile(file.text),
        (error: unknown) => toast(messageOf(error)),
      ),
  },
  { label: "Save as file", detail: "Ctrl+S", run: saveFile },
];

const copyItems: Item[] = [
  ["test", "Test case", "*.vtltest.yaml"],
  ["curl", "curl", "a command line"],
  ["go", "Go", "a test with package runtime"],
  ["cdk", "CDK", "a TypeScript string"],
  ["terraform", "Terraform", "a heredoc"],
  ["openapi-yaml", "OpenAPI YAML", "escaped for YAML"],
  ["openapi-json", "OpenAPI JSON", "escaped for JSON"],
].map(([id, label, detail]) => ({ label: label!, detail: detail!, run: () => app.set({ dialog: "copy", copyAs: id! }) }));

/** setMode changes between one template and a chain; each keeps what it had. */
function setMode(mode: "single" | "chain"): void {
  const { doc, outputTab } = app.get();
  if (mode === "single" && outputTab === "log") app.set({ outputTab: "output" });
  if (doc.mode !== mode) change({ ...doc, mode });
}

const themes: Record<Theme, { next: Theme; sign: string; name: string }> = {
  system: { next: "light", sign: "◐", name: "of the system" },
  light: { next: "dark", sign: "○", name: "light" },
  dark: { next: "system", sign: "●", name: "dark" },
};

/** ThemeButton goes through the themes. */
function ThemeButton() {
  const theme = useStore(app, (s) => s.theme);
  const { next, sign, name } = themes[theme];
  return (
    <button
      type="button"
      class="icon"
      data-testid="theme"
      aria-label={`Theme: ${name}`}
      title={`Theme: ${name}. Change to ${themes[next].name}`}
      onClick={() => {
        writeFlag("theme", next);
        app.set({ theme: next });
      }}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}
