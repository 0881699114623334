import { app } from "../state/app";
import { useStore } from "../state/store";
import { explanationOf } from "../state/view";
import { count } from "../text/visible";
import { isStale } from "./output";

/** StatusBar says how the last run went. */
export function StatusBar() {
  const x = useStore(app, explanationOf);
  const chain = useStore(app, (s) => (s.doc.mode === "chain" ? s.run.chain : null));
  const running = useStore(app, (s) => s.run.running);
  const stale = useStore(app, isStale);
  const version = useStore(app, (s) => s.knowledge?.version ?? "");
  const builtin = useStore(app, (s) => s.builtin);
  const stats = chain?.stats ?? x?.stats;
  return (
    <footer class="status" aria-label="Status">
      <span data-testid="status-run">
        {stale ? "does not parse" : stats ? `${!chain && x && !x.ok ? "stopped after" : "rendered in"} ${millis(stats.micros)}` : running ? "running…" : "not run yet"}
      </span>
      {x && !stale && <span data-testid="status-bytes">{count(x.stats.bytes, "byte")}</span>}
      {x && !stale && <span>{x.check.format === "empty" ? "no content" : `${x.check.valid || x.check.format === "text" ? "" : "in"}${x.check.format === "text" ? "text" : `valid ${x.check.format.toUpperCase()}`}`}</span>}
      {chain && <span data-testid="status-status">status {chain.response.status ?? 0}</span>}
      <span class="push" data-testid="engine-version">
        {builtin ? "built-in engine" : "engine"} {version || stats?.version}
      </span>
    </footer>
  );
}

/** millis writes microseconds as milliseconds with two digits that count. */
function millis(micros: number): string {
  return `${(micros / 1000).toLocaleString("en", { maximumSignificantDigits: 2 })} ms`;
}
