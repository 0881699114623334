import type { Problem } from "../engine/types";
import { app, problemsOf } from "../state/app";
import { applyFix, showProblem } from "../state/page";
import { useStore } from "../state/store";
import { Shown } from "../text/shown";
import { sentence } from "../text/visible";

/** The list shows at most this many problems; a template can make one for every turn of a loop. */
const maxShown = 200;

/** ProblemsPane lists what is wrong, why, and how to mend it. */
export function ProblemsPane() {
  const problems = useStore(app, (s) => problemsOf(s.run, s.doc.mode));
  const codes = useStore(app, (s) => s.knowledge?.codes);
  return (
    <section class="pane problems" id="pane-problems" aria-labelledby="problems-title">
      <div class="pane-head">
        <h2 id="problems-title">
          Problems <span class="muted">({problems.length})</span>
        </h2>
        {problems.length > 0 && <span class="muted hint-key">F8 next · Shift+F8 previous</span>}
      </div>
      <div class="pane-body scroll">
        {problems.length === 0 ? (
          <p class="empty-note">No problems.</p>
        ) : (
          <ul class="problem-list" data-testid="problem-list">
            {problems.slice(0, maxShown).map((problem, i) => (
              <ProblemRow key={i} problem={problem} title={codes?.find((c) => c.code === problem.code)?.explain ?? ""} />
            ))}
            {problems.length > maxShown && <li class="muted">and {problems.length - maxShown} more</li>}
          </ul>
        )}
      </div>
    </section>
  );
}

/** ProblemRow is a problem: its place, what happened, why, and its fix. */
function ProblemRow({ problem, title }: { problem: Problem; title: string }) {
  const { fix } = problem;
  return (
    <li class={`problem ${problem.severity}`}>
      <button type="button" class="problem-main" title={title} onClick={() => showProblem(problem)}>
        <span class="problem-sign" aria-hidden="true">
          {problem.severity === "error" ? "✕" : "⚑"}
        </span>
        <span class="sr-only">{problem.severity}: </span>
        <span class="problem-text">
          <span class="problem-place">
            {problem.in !== "template" && `${problem.in} `}
            {problem.line ? `${problem.line}:${problem.column}` : ""}
          </span>{" "}
          <Shown text={sentence(problem.message)} />
          {(problem.count ?? 0) > 1 && <span class="muted"> · {problem.count} times</span>}
          {problem.note && (
            <span class="problem-note">
              <Shown text={sentence(problem.note)} />
            </span>
          )}
          {problem.hint && (
            <span class="problem-note">
              <Shown text={sentence(problem.hint)} />
            </span>
          )}
        </span>
        <span class="problem-code">{problem.code}</span>
      </button>
      {fix && (
        <button type="button" class="small" title={fix.label} onClick={() => applyFix(problem, fix)}>
          Fix<span class="sr-only">: {fix.label}</span>
        </button>
      )}
    </li>
  );
}
