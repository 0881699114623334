import { app } from "../state/app";
import { useStore } from "../state/store";
import { Modal } from "./dialog";
import { keyList } from "./keys";

/** HelpDialog lists the keys and what else there is to know. */
export function HelpDialog() {
  const limits = useStore(app, (s) => s.knowledge?.limits);
  return (
    <Modal title="Help" testid="help-dialog">
      <p>
        Type a template on the left; the output is on the right. Point at any output, or put the caret into it, and its
        place in the template and the input lights up, and the other way round. <span class="flag">⚑</span> stands where a
        reference printed nothing; click it to read why.
      </p>
      <h3>Keys</h3>
      <table class="keys">
        <tbody>
          {keyList.map(({ keys, does }) => (
            <tr key={keys}>
              <th scope="row">
                <kbd>{keys}</kbd>
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="muted">On a Mac, Cmd stands for Ctrl.</p>
      {limits && (
        <details>
          <summary>Limits of a run</summary>
          <table class="keys">
            <tbody>
              {Object.entries(limits).map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{value.toLocaleString("en")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </Modal>
  );
}
