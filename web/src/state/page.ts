import { builtinEngine } from "../engine/builtin";
import { later, withFallback } from "../engine/choose";
import type { Engine } from "../engine/engine";
import { withLists } from "../engine/normal";
import { serverEngine } from "../engine/server";
import type { Example, Fix, Formatted, Problem } from "../engine/types";
import { app, type InputTab, type Notice, type OutputTab, type Place } from "./app";
import { fromExample, type Doc, type Inputs } from "./doc";
import { Runner } from "./runner";
import { saveSnippet, writeFlag } from "./snippets";
import { bodyOf, side, templateOf, withBody, withInputs, withTemplate } from "./view";

// What the person can do, by name. Components call these and read the store.

/** A page built by `make site` has no server: the engine built into it answers from the start. */
const site = import.meta.env.MODE === "site";

/** loadBuiltin waits for the engine built into the page. */
const loadBuiltin = builtinEngine();

/** engine answers all calls of the page. */
export const engine: Engine = withLists(site ? later(loadBuiltin) : withFallback(serverEngine(), loadBuiltin, tellEngine));

/** runner runs the page's document. */
export const runner = new Runner(engine);

let snippetID = newID();
/** The snippet that was said to be too large; saying it once is enough. */
let unkept = "";
let saving: ReturnType<typeof setTimeout> | undefined;

/** change puts another document in place and runs it when typing pauses. */
export function change(doc: Doc): void {
  if (doc === app.get().doc) return;
  app.set({ doc, hovered: null, chosen: null });
  runner.schedule();
  clearTimeout(saving);
  saving = setTimeout(() => {
    if (app.get().doc === doc && !saveSnippet(snippetID, doc, Date.now()) && unkept !== snippetID) {
      unkept = snippetID;
      toast("This page is too large to be kept in the browser; save it as a file.");
    }
  }, 2000);
}

/** setTemplate changes the template that is shown. */
export function setTemplate(text: string): void {
  const state = app.get();
  if (text !== templateOf(state)) change(withTemplate(state, text));
}

/** setBody changes what $input reads. */
export function setBody(part: { body?: string; base64?: boolean }): void {
  change(withBody(app.get(), part));
}

/** setInputs changes some of the request. */
export function setInputs(part: Partial<Inputs>): void {
  change(withInputs(app.get().doc, part));
}

/** open shows another document, from an example, a file or a link, and runs it at once. */
export function open(doc: Doc, id = newID()): void {
  snippetID = id;
  app.set({
    doc,
    hovered: null,
    chosen: null,
    card: Object.keys(doc.chain.integration.requestTemplates ?? {}).length > 0 ? "requestTemplate" : "responseTemplate",
    response: null,
    gutter: null,
    run: { ...app.get().run, explanation: null, chain: null, last: null, failure: null },
  });
  void runner.now();
}

/** openExample shows an example. */
export function openExample(example: Example): void {
  open(fromExample(example));
}

/** format lays the template out evenly; its output stays the same. */
export async function format(): Promise<void> {
  const state = app.get();
  const before = templateOf(state);
  try {
    const answer = await engine.call<Formatted>("format", { template: before, request: {} });
    if (templateOf(app.get()) !== before) return; // typed on meanwhile
    if (answer.problems.length > 0) toast("Not formatted: the template does not parse.");
    else if (answer.template === before) toast("Already formatted.");
    else {
      setTemplate(answer.template);
      toast("Formatted; the output is the same.");
    }
  } catch (error) {
    toast(messageOf(error));
  }
}

/** applyFix mends a problem in the text it belongs to. */
export function applyFix(problem: Problem, fix: Fix): void {
  const state = app.get();
  if (problem.in === "body") {
    const body = bodyOf(state);
    setBody({ body: body.slice(0, fix.start) + fix.text + body.slice(fix.end) });
  } else {
    const template = templateOf(state);
    setTemplate(template.slice(0, fix.start) + fix.text + template.slice(fix.end));
  }
  void runner.now();
  toast(`${fix.label}.`);
}

/** showProblem goes to where a problem is. */
export function showProblem(problem: Problem): void {
  if (problem.in !== "template" && problem.in !== "body" && problem.in !== "output") return;
  goTo({ editor: problem.in, start: problem.start, end: problem.end, focus: true });
}

/** goTo shows a place of an editor, with the pane it is in. */
export function goTo(place: Place): void {
  const { narrow } = app.get();
  const pane = ({ template: "template", body: "input", output: "output" } as const)[place.editor];
  if (narrow) app.set({ narrowPane: pane });
  if (place.editor === "body") app.set({ inputTab: "body" });
  if (place.editor === "output") app.set({ outputTab: "output" });
  if (place.editor === "template" && side(app.get()) === null) app.set({ card: "requestTemplate" });
  app.set({ goto: place });
}

/** showInput opens a tab of the inputs. */
export function showInput(inputTab: InputTab): void {
  app.set({ inputTab, narrowPane: "input" });
}

/** showOutput opens a tab of the output. */
export function showOutput(outputTab: OutputTab): void {
  app.set({ outputTab, narrowPane: "output" });
}

/** insert puts a text into the template at its caret. */
export function insert(text: string): void {
  inserter?.(text);
  if (app.get().narrow) app.set({ narrowPane: "template" });
}

/** onInsert tells how a text is put into the template; its editor says so. */
export function onInsert(f: ((text: string) => void) | null): void {
  inserter = f;
}

let inserter: ((text: string) => void) | null = null;

/** notify shows a notice, in place of an older one of the same kind. */
export function notify(notice: Notice): void {
  app.set(({ notices }) => ({ notices: [...notices.filter((n) => n.id !== notice.id), notice] }));
}

/** dismiss takes a notice away. */
export function dismiss(id: Notice["id"]): void {
  const { notices } = app.get();
  if (notices.some((n) => n.id === id)) app.set({ notices: notices.filter((n) => n.id !== id) });
}

/** dismissHint takes the first visitor's hint away for good. */
export function dismissHint(): void {
  writeFlag("hint", "seen");
  app.set({ hint: false });
}

let toastTimer: ReturnType<typeof setTimeout> | undefined;

/** toast shows a short message for some seconds. */
export function toast(text: string): void {
  clearTimeout(toastTimer);
  app.set({ toast: text });
  toastTimer = setTimeout(() => app.set({ toast: "" }), 5000);
}

/** messageOf is what an error says to the person. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** tellEngine says who answers. */
function tellEngine(state: "server" | "builtin" | "gone"): void {
  if (state === "server") return dismiss("offline");
  const told = app.get().notices.some((n) => n.id === "offline");
  if (told && app.get().builtin === (state === "builtin")) return;
  const text =
    state === "builtin"
      ? "The server does not answer: using the built-in engine."
      : "The server does not answer. You can go on typing; what you see is from before.";
  const action = { label: "Try again", run: () => void runner.now() };
  notify({ id: "offline", tone: "warning", text, ...(state === "gone" ? { action } : {}) });
  app.set({ builtin: state === "builtin" });
}

function newID(): string {
  return `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
}
