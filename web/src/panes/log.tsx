import { app } from "../state/app";
import { useStore } from "../state/store";
import { Shown } from "../text/shown";

/** LogPane is the execution log, as the console's test pane shows it. */
export function LogPane() {
  const log = useStore(app, (s) => s.run.chain?.log);
  if (!log || log.length === 0) return <p class="empty-note">The log is empty: the chain has not run.</p>;
  return (
    <ol class="log" data-testid="log" tabIndex={0} aria-label="Execution log">
      {log.map((line, i) => (
        <li key={i}>
          <Shown text={line} />
        </li>
      ))}
    </ol>
  );
}
