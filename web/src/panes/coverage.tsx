import { useEffect } from "preact/hooks";
import { app } from "../state/app";
import { isHit, type Row } from "../state/arms";
import { addSample, coverage, loadSample, makeInput, measure, removeSample } from "../state/coverage";
import { goTo } from "../state/page";
import { useStore } from "../state/store";
import { explanationOf } from "../state/view";
import { Shown } from "../text/shown";
import { count } from "../text/visible";

/** CoveragePane says which branches and loops the current input and the samples reach. */
export function CoveragePane() {
  const samples = useStore(app, (s) => s.doc.samples);
  const x = useStore(app, explanationOf);
  const { rows, ok, running } = useStore(coverage, (s) => s);
  useEffect(() => void measure(), [x]);
  const hit = rows.filter(isHit).length;
  return (
    <div class="form coverage">
      <p class="coverage-sum" data-testid="coverage-sum">
        {rows.length === 0 ? (
          running ? "Running…" : "This template has no branches and no loops."
        ) : (
          <>
            <strong>
              {hit} of {rows.length}
            </strong>{" "}
            branches reached by {count(samples.length + 1, "input")}
            <meter min={0} max={rows.length} value={hit} aria-label="Branches reached" />
          </>
        )}
      </p>
      <h3>Inputs</h3>
      <ul class="samples" data-testid="samples">
        <li>
          <span class="sample-name">Current input</span>
          {ok[0] === false && <span class="check bad">failed</span>}
          <button type="button" onClick={addSample}>
            Keep as sample
          </button>
        </li>
        {samples.map((sample, i) => (
          <li key={i}>
            <span class="sample-name">
              <Shown text={sample.name} />
            </span>
            {ok[i + 1] === false && <span class="check bad">failed</span>}
            <button type="button" title="Make this the current input" onClick={() => loadSample(sample)}>
              Load<span class="sr-only"> {sample.name}</span>
            </button>
            <button type="button" class="icon" aria-label={`Remove ${sample.name}`} title="Remove" onClick={() => removeSample(i)}>
              ✕
            </button>
          </li>
        ))}
      </ul>
      {rows.length > 0 && (
        <>
          <h3>
            Branches and loops <span class="muted">· how often, by input</span>
          </h3>
          <ul class="arms" data-testid="arms">
            {rows.map((row, i) => (
              <ArmRow key={i} row={row} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** ArmRow is a branch or a loop, and whether it was reached. */
function ArmRow({ row }: { row: Row }) {
  const { arm, hits } = row;
  const hit = isHit(row);
  return (
    <li class={hit ? "arm hit" : "arm missed"}>
      <span class="arm-sign">
        {hit ? "✓" : "✕"}
        <span class="sr-only">{hit ? "reached" : "missed"}</span>
      </span>
      <button
        type="button"
        class="arm-main"
        title="Show in the template"
        onClick={() => goTo({ editor: "template", start: arm.at[0], end: arm.at[1], focus: true })}
      >
        <span class="muted">{arm.line}</span>{" "}
        <code>
          <Shown text={arm.text} />
        </code>{" "}
        <span class="arm-kind">{kinds[arm.kind] ?? arm.kind}</span>
      </button>
      <span class="arm-hits muted" title="How often, by input">
        {hits.join(" · ")}
      </span>
      {!hit && arm.input && (
        <button type="button" class="small" title={arm.input.text} onClick={() => makeInput(arm.input!)}>
          Make an input for this branch
        </button>
      )}
    </li>
  );
}

const kinds: Record<string, string> = {
  if: "taken",
  elseif: "taken",
  else: "taken",
  "no else": "no branch taken",
  "loop 0": "no turn",
  "loop 1": "one turn",
  "loop many": "many turns",
  macro: "called",
};
