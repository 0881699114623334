import { json } from "@codemirror/lang-json";
import { useMemo, useState } from "preact/hooks";
import { Editor } from "../editor/editor";
import { app, lightOf } from "../state/app";
import { contextValue, groupsOf, withContext } from "../state/context";
import { setInputs } from "../state/page";
import { sameRow } from "../state/provenance";
import { useStore } from "../state/store";
import { explanationOf } from "../state/view";
import { TextField } from "./request";
import { point } from "./table";

/** ContextPane overrides the variables of $context: as a form of those AWS documents, or as JSON. */
export function ContextPane() {
  const [asJSON, setAsJSON] = useState(false);
  return (
    <div class="form">
      <div class="form-head">
        <div class="segmented" role="group" aria-label="Context shown as">
          <button type="button" aria-pressed={!asJSON} onClick={() => setAsJSON(false)}>
            Form
          </button>
          <button type="button" aria-pressed={asJSON} onClick={() => setAsJSON(true)}>
            JSON
          </button>
        </div>
        <span class="muted">Values in grey are generated, and really used.</span>
      </div>
      {asJSON ? <ContextJSON /> : <ContextForm />}
    </div>
  );
}

/** ContextForm is a field for every documented variable. */
function ContextForm() {
  const variables = useStore(app, (s) => s.knowledge?.context);
  const context = useStore(app, (s) => s.doc.inputs.context);
  const time = useStore(app, (s) => s.doc.inputs.time);
  const seed = useStore(app, (s) => s.doc.inputs.seed);
  const light = useStore(app, lightOf);
  const used = useStore(app, (s) => explanationOf(s)?.inputs?.context);
  const [filter, setFilter] = useState("");
  const groups = useMemo(() => groupsOf(variables ?? []), [variables]);
  if (!variables) return <p class="empty-note">The list of variables is not there yet.</p>;
  const wanted = filter.toLowerCase();
  return (
    <>
      <div class="fields">
        <TextField label="Find a variable" value={filter} placeholder="sourceIp" onChange={setFilter} />
        <TextField label="Time of the request" value={time} placeholder="2026-01-01T00:00:00Z" onChange={(t) => setInputs({ time: t })} />
        <TextField label="Seed of ids" class="narrow" value={seed ? String(seed) : ""} placeholder="0" onChange={(t) => setInputs({ seed: Number(t) || 0 })} />
      </div>
      {groups.map((group) => {
        const shown = group.variables.filter((v) => `${v.name} ${v.meaning}`.toLowerCase().includes(wanted));
        if (shown.length === 0) return null;
        return (
          <fieldset key={group.name}>
            <legend>{group.name === "" ? "Request" : `$context.${group.name}`}</legend>
            <div class="context-grid">
              {shown.map((v) => {
                const row = { source: "context", path: v.name };
                const lit = light?.rows.some((r) => sameRow(r, row));
                return (
                  <label
                    key={v.name}
                    class={`field ${lit ? "lit" : ""} ${used?.includes(v.name) ? "used" : ""}`}
                    title={[v.meaning, v.when && `There when: ${v.when}`].filter(Boolean).join("\n")}
                    onMouseEnter={() => point(row)}
                    onMouseLeave={() => app.set({ hovered: null })}
                  >
                    <span>{v.name}</span>
                    <input
                      value={contextValue(context, v.name)}
                      placeholder={v.default}
                      autocomplete="off"
                      spellcheck={false}
                      onInput={(event) => setInputs({ context: withContext(context, v.name, event.currentTarget.value) })}
                    />
                  </label>
                );
              })}
            </div>
          </fieldset>
        );
      })}
    </>
  );
}

const jsonExtensions = [json()];

/** ContextJSON is the same data as text; while it is no object of JSON the last that was one counts. */
function ContextJSON() {
  const context = useStore(app, (s) => s.doc.inputs.context);
  const [draft, setDraft] = useState(() => JSON.stringify(context, null, 2));
  const [failure, setFailure] = useState("");
  const onChange = (text: string) => {
    setDraft(text);
    try {
      const value: unknown = text.trim() === "" ? {} : JSON.parse(text);
      if (!value || typeof value !== "object" || Array.isArray(value)) throw new Error("The context must be an object.");
      setFailure("");
      setInputs({ context: value as Record<string, unknown> });
    } catch (error) {
      setFailure((error as Error).message);
    }
  };
  return (
    <>
      {failure && (
        <p class="strip warning" role="alert">
          Not used yet: {failure}
        </p>
      )}
      <Editor label="Context as JSON" value={draft} onChange={onChange} extensions={jsonExtensions} testid="context-json" class="boxed" />
    </>
  );
}
