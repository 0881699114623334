import { app } from "../state/app";
import { setInputs } from "../state/page";
import { useStore } from "../state/store";
import { explanationOf } from "../state/view";
import { PairTable } from "./table";

/** StagePane are the stage variables. */
export function StagePane() {
  const rows = useStore(app, (s) => s.doc.inputs.stageVariables);
  const names = useStore(app, (s) => explanationOf(s)?.inputs?.stageVariables);
  return (
    <div class="form">
      <h3>Stage variables</h3>
      <p class="muted">
        Read as <code>$stageVariables.name</code>.
      </p>
      <PairTable
        label="stage variable"
        rows={rows}
        onChange={(stageVariables) => setInputs({ stageVariables })}
        source="stageVariables"
        testid="stage-table"
        {...(names ? { names } : {})}
      />
    </div>
  );
}
