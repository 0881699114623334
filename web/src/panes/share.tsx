import { useEffect, useState } from "preact/hooks";
import { Modal } from "../layout/dialog";
import { saveFile } from "../layout/save";
import { app } from "../state/app";
import { copyText } from "../state/clipboard";
import { toast } from "../state/page";
import { encodeDoc, longLink, secretsOf, withoutSecrets } from "../state/share";
import { count } from "../text/visible";

/** ShareDialog makes a link that holds the whole page. */
export function ShareDialog() {
  const doc = app.get().doc;
  const secrets = secretsOf(doc);
  const [include, setInclude] = useState(false);
  const [link, setLink] = useState("");
  useEffect(() => {
    let current = true;
    void encodeDoc(include ? doc : withoutSecrets(doc)).then((fragment) => {
      if (!current) return;
      const { origin, pathname } = location;
      setLink((origin === "null" ? "" : origin) + pathname + fragment);
    });
    return () => {
      current = false;
    };
  }, [include]);
  return (
    <Modal title="Share" testid="share-dialog">
      <p>The link holds the whole page, behind the #: it is sent to no server and stored nowhere.</p>
      <label class="field">
        <span>Link</span>
        <input readOnly value={link} data-testid="share-link" onFocus={(event) => event.currentTarget.select()} />
      </label>
      <p class="muted" data-testid="share-length">
        {count(link.length, "character")}
      </p>
      {link.length > longLink && (
        <p class="strip warning" role="alert" data-testid="share-long">
          This link is longer than {longLink.toLocaleString("en")} characters, and chat programs may cut it. Send a file instead.
        </p>
      )}
      {secrets.length > 0 && (
        <div class="secrets" data-testid="share-secrets">
          <label class="check-line">
            <input type="checkbox" checked={include} onChange={(event) => setInclude(event.currentTarget.checked)} />
            Include what looks like a secret
          </label>
          <p class="muted">
            {include ? "In the link: " : "Left out: "}
            {secrets.join(", ")}.
          </p>
        </div>
      )}
      <div class="buttons end">
        <button type="button" onClick={saveFile}>
          Save as file
        </button>
        <button
          type="button"
          class="primary"
          disabled={link === ""}
          onClick={() => void copyText(link).then((done) => toast(done ? "Link copied." : "The browser does not allow copying; select the link and copy it."))}
        >
          Copy link
        </button>
      </div>
    </Modal>
  );
}
