import type { ChainResult, Explanation, Knowledge, Problem } from "../engine/types";
import type { EngineError } from "../engine/engine";
import { emptyDoc, type Doc } from "./doc";
import type { Light } from "./provenance";
import { createStore, type Store } from "./store";

/** Card is a step of the chain. */
export type Card = "request" | "requestTemplate" | "integration" | "responseTemplate" | "response";

/** InputTab is a tab of the input panes. */
export type InputTab = "body" | "request" | "context" | "stage";

/** OutputTab is a tab of the output panes. */
export type OutputTab = "output" | "diff" | "trace" | "coverage" | "log";

/** NarrowPane is the one pane shown on a narrow screen. */
export type NarrowPane = "template" | "input" | "output" | "problems";

/** Theme is light, dark, or what the system says. */
export type Theme = "system" | "light" | "dark";

/** Run is the state of the last run. */
export interface Run {
  /** A call is under way; long after 300 ms. */
  running: boolean;
  long: boolean;
  /** The answer has the steps of the run; they may come after the rest. */
  steps: boolean;
  /** The last answer for a single template, null before the first. */
  explanation: Explanation | null;
  /** The last answer for a chain. */
  chain: ChainResult | null;
  /** Output of the last run whose template parsed, shown dimmed while it does not. */
  last: string | null;
  /** Why there is no answer: the call failed, or was stopped. */
  failure: EngineError | null;
  /** What the answer is about; its places count only as long as the editors hold the same texts. */
  about: Doc | null;
}

/** Place is somewhere in an editor to go to. */
export interface Place {
  editor: "template" | "body" | "output";
  start: number;
  end: number;
  /** Moves the keyboard there too. */
  focus: boolean;
}

/** Notice is a line over the panes: something the person should know, with what can be done about it. */
export interface Notice {
  id: "offline" | "link";
  text: string;
  tone: "info" | "warning";
  action?: { label: string; run: () => void };
}

/** Dialog names the dialog that is open. */
export type Dialog = "help" | "share" | "copy" | "import" | "request" | null;

/** State is the whole page. */
export interface State {
  doc: Doc;
  run: Run;
  knowledge: Knowledge | null;
  /** What is pointed at with the mouse, and what with the caret or in a list; the first goes over the other. */
  hovered: Light | null;
  chosen: Light | null;
  card: Card;
  /** Index into doc.chain.responses of the one chosen by hand, null to show the selected one. */
  response: number | null;
  inputTab: InputTab;
  outputTab: OutputTab;
  narrowPane: NarrowPane;
  narrow: boolean;
  theme: Theme;
  hint: boolean;
  whitespace: boolean;
  dialog: Dialog;
  /** What the copy dialog writes the page as. */
  copyAs: string;
  notices: Notice[];
  /** Said to screen readers. */
  announcement: string;
  /** A short message that goes away. */
  toast: string;
  /** Coverage shown in the template's gutter: by line, whether everything there was reached. */
  gutter: ReadonlyMap<number, "hit" | "partly" | "missed"> | null;
  goto: Place | null;
  /** The engine built into the page answers. */
  builtin: boolean;
}

/** initialRun is the state before anything ran. */
export function initialRun(): Run {
  return {
    running: false,
    long: false,
    steps: true,
    explanation: null,
    chain: null,
    last: null,
    failure: null,
    about: null,
  };
}

/** app is the page's one store. */
export const app: Store<State> = createStore<State>({
  doc: emptyDoc(),
  run: initialRun(),
  knowledge: null,
  hovered: null,
  chosen: null,
  card: "requestTemplate",
  response: null,
  inputTab: "body",
  outputTab: "output",
  narrowPane: "template",
  narrow: false,
  theme: "system",
  hint: false,
  whitespace: false,
  dialog: null,
  copyAs: "curl",
  notices: [],
  announcement: "",
  toast: "",
  gutter: null,
  goto: null,
  builtin: import.meta.env.MODE === "site",
});

/** lightOf returns what lights up, null for nothing. */
export function lightOf(state: State): Light | null {
  return state.hovered ?? state.chosen;
}

/** problemsOf lists what is wrong with the last run, of every template of a chain. */
export function problemsOf(run: Run, mode: Doc["mode"]): readonly Problem[] {
  if (mode === "single") return run.explanation?.problems ?? none;
  if (!run.chain) return none;
  let list = chainProblems.get(run.chain);
  if (!list) {
    const { problems, requestTemplate, responseTemplate } = run.chain;
    list = [
      ...problems,
      ...(requestTemplate?.explanation.problems ?? []),
      ...(responseTemplate?.explanation.problems ?? []),
    ];
    chainProblems.set(run.chain, list);
  }
  return list;
}

const none: readonly Problem[] = [];
const chainProblems = new WeakMap<ChainResult, readonly Problem[]>();
