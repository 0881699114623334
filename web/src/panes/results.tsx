import { Panel, Tabs, type Tab } from "../layout/tabs";
import { app, type OutputTab } from "../state/app";
import { showOutput } from "../state/page";
import { useStore } from "../state/store";
import { side } from "../state/view";
import { CoveragePane } from "./coverage";
import { DiffPane } from "./diff";
import { LogPane } from "./log";
import { OutputPane, OutputTools } from "./output";
import { TracePane } from "./trace";

/** ResultsPane is what came out: the output, and the ways to look at it. */
export function ResultsPane() {
  const tab = useStore(app, (s) => s.outputTab);
  const chain = useStore(app, (s) => s.doc.mode === "chain");
  const template = useStore(app, (s) => side(s) !== null);
  const tabs: Tab<OutputTab>[] = [
    { id: "output", label: "Output", title: "Output (Alt+6)" },
    { id: "diff", label: "Diff", title: "Diff against an expected output (Alt+7)" },
    { id: "trace", label: "Trace", title: "Timeline of the run (Alt+8)" },
    { id: "coverage", label: "Coverage", title: "Branches reached by several inputs (Alt+9)" },
  ];
  if (chain) tabs.push({ id: "log", label: "Log", title: "Execution log (Alt+0)" });
  return (
    <section class="pane" id="pane-output" aria-label="Result">
      <Tabs group="output" label="Result" tabs={tabs} value={tab} onChange={showOutput}>
        {tab === "output" && template && <OutputTools />}
      </Tabs>
      <Panel group="output" id="output" value={tab} keep>
        <OutputPane />
      </Panel>
      <Panel group="output" id="diff" value={tab}>
        <DiffPane />
      </Panel>
      <Panel group="output" id="trace" value={tab}>
        <TracePane />
      </Panel>
      <Panel group="output" id="coverage" value={tab} class="scroll">
        <CoveragePane />
      </Panel>
      {chain && (
        <Panel group="output" id="log" value={tab} class="scroll">
          <LogPane />
        </Panel>
      )}
    </section>
  );
}
