import { Panel, Tabs, type Tab } from "../layout/tabs";
import { app, lightOf, type InputTab, type State } from "../state/app";
import { showInput } from "../state/page";
import { useStore } from "../state/store";
import { readsReply } from "../state/view";
import { BodyPane } from "./body";
import { ContextPane } from "./context";
import { RequestPane } from "./request";
import { StagePane } from "./stage";

/** InputsPane are the inputs of the template: body, request, context and stage variables. */
export function InputsPane() {
  const tab = useStore(app, (s) => s.inputTab);
  const reply = useStore(app, readsReply);
  const lit = useStore(app, litTabs);
  const mark = (id: InputTab) => (lit.includes(id) && id !== tab ? "●" : "");
  const tabs: Tab<InputTab>[] = [
    { id: "body", label: reply ? "Reply body" : "Body", badge: mark("body"), title: "Body (Alt+2)" },
    { id: "request", label: "Request", badge: mark("request"), title: "Request (Alt+3)" },
    { id: "context", label: "Context", badge: mark("context"), title: "Context (Alt+4)" },
    { id: "stage", label: "Stage", badge: mark("stage"), title: "Stage variables (Alt+5)" },
  ];
  return (
    <section class="pane" id="pane-input" aria-label="Input">
      <Tabs group="input" label="Input" tabs={tabs} value={tab} onChange={showInput} />
      <Panel group="input" id="body" value={tab} keep>
        <BodyPane />
      </Panel>
      <Panel group="input" id="request" value={tab} class="scroll">
        <RequestPane />
      </Panel>
      <Panel group="input" id="context" value={tab} class="scroll">
        <ContextPane />
      </Panel>
      <Panel group="input" id="stage" value={tab} class="scroll">
        <StagePane />
      </Panel>
    </section>
  );
}

/** litTabs names the tabs that hold something that lights up, as one string. */
function litTabs(state: State): string {
  const light = lightOf(state);
  if (!light) return "";
  const tabs = new Set<InputTab>();
  if (light.body.length > 0) tabs.add("body");
  for (const row of light.rows) {
    tabs.add(row.source === "context" ? "context" : row.source === "stageVariables" ? "stage" : "request");
  }
  return [...tabs].join(" ");
}
