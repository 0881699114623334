import { app } from "../state/app";
import { useStore } from "../state/store";
import { hasTemplate } from "../state/view";
import { examples } from "../state/examples";
import { openExample, setBody } from "../state/page";

/** EmptyTemplate says what an empty template does, and how to begin. */
export function EmptyTemplate() {
  const missing = useStore(app, (s) => !hasTemplate(s));
  if (missing) {
    return (
      <div class="empty-state" data-testid="no-template">
        <p>There is no template here: the body passes through as it is. Start typing to make one.</p>
      </div>
    );
  }
  return (
    <div class="empty-state" data-testid="empty-template">
      <p>An empty template sends an empty body. Load an example, import a definition, or start typing.</p>
      <div class="buttons">
        <button type="button" onClick={() => void examples().then((list) => list[0] && openExample(list[0]))}>
          Load an example
        </button>
        <button type="button" onClick={() => app.set({ dialog: "import" })}>
          Import a definition
        </button>
        <button
          type="button"
          onClick={() => document.querySelector<HTMLElement>("#pane-template .cm-content")?.focus()}
        >
          Start typing
        </button>
      </div>
    </div>
  );
}

/** A body to try things with. */
const sample = `{
  "id": 42,
  "name": "Ann",
  "items": [{"sku": "A-1", "quantity": 2}, {"sku": "B-7", "quantity": 1}]
}
`;

/** EmptyBody says what a missing body means. */
export function EmptyBody() {
  return (
    <div class="empty-state" data-testid="empty-body">
      <p>
        No body: <code>$input.body</code> is empty.
      </p>
      <div class="buttons">
        <button type="button" onClick={() => setBody({ body: sample })}>
          Paste a sample
        </button>
      </div>
    </div>
  );
}
