import { useEffect, useState } from "preact/hooks";
import type { Copied, CopyQuery } from "../engine/types";
import { Modal } from "../layout/dialog";
import { app } from "../state/app";
import { copyText } from "../state/clipboard";
import { download } from "../state/files";
import { engine, messageOf, toast } from "../state/page";
import { requestOf, templateOf } from "../state/view";
import { Shown } from "../text/shown";

const names: Record<string, string> = {
  test: "test case",
  curl: "curl",
  go: "Go",
  cdk: "CDK",
  terraform: "Terraform",
  "openapi-yaml": "OpenAPI YAML",
  "openapi-json": "OpenAPI JSON",
};

/** CopyDialog shows the page written as something else, to copy or to save. */
export function CopyDialog() {
  const { copyAs } = app.get();
  const [copied, setCopied] = useState<Copied | null>(null);
  const [failure, setFailure] = useState("");
  useEffect(() => {
    const state = app.get();
    const query: CopyQuery = { as: copyAs, run: { template: templateOf(state), request: requestOf(state) } };
    if (copyAs === "test" && state.doc.expected !== null) query.expected = state.doc.expected;
    engine.call<Copied>("copy", query).then(setCopied, (error: unknown) => setFailure(messageOf(error)));
  }, []);
  return (
    <Modal title={`Copy as ${names[copyAs] ?? copyAs}`} testid="copy-dialog" wide>
      {failure && (
        <p class="strip warning" role="alert">
          {failure}
        </p>
      )}
      <pre class="code-block" tabIndex={0} data-testid="copied-text" aria-label="Text to copy">
        {copied ? <Shown text={copied.text} /> : failure ? "" : "Writing…"}
      </pre>
      <div class="buttons end">
        <button type="button" disabled={!copied} onClick={() => copied && download(copied.fileName, copied.text)}>
          Save{copied ? ` ${copied.fileName}` : ""}
        </button>
        <button
          type="button"
          class="primary"
          disabled={!copied}
          onClick={() =>
            copied &&
            void copyText(copied.text).then((done) => toast(done ? "Copied." : "The browser does not allow copying; select the text and copy it."))
          }
        >
          Copy
        </button>
      </div>
    </Modal>
  );
}
