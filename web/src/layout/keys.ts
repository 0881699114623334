import { app, problemsOf, type InputTab, type OutputTab } from "../state/app";
import { format, runner, showInput, showOutput, showProblem } from "../state/page";
import { saveFile } from "./save";
import { step } from "../state/trace";

/** Key is a key of the page: how it is written, what it does. */
export interface Key {
  keys: string;
  does: string;
}

/** keyList is what help shows, in its order. */
export const keyList: readonly Key[] = [
  { keys: "Ctrl+Enter", does: "Run at once" },
  { keys: "Ctrl+S", does: "Save everything as a file" },
  { keys: "Ctrl+Shift+S", does: "Share as a link" },
  { keys: "Ctrl+Shift+F", does: "Format the template" },
  { keys: "Ctrl+Space", does: "Complete (in the template)" },
  { keys: "Alt+Enter", does: "Say why (in template and output)" },
  { keys: "Alt+1", does: "Template" },
  { keys: "Alt+2 … Alt+5", does: "Body, Request, Context, Stage" },
  { keys: "Alt+6 … Alt+9", does: "Output, Diff, Trace, Coverage" },
  { keys: "Alt+0", does: "Log (chain mode)" },
  { keys: "F8 · Shift+F8", does: "Next, previous problem" },
  { keys: "F10 · Shift+F10", does: "Step, step back through the trace" },
  { keys: "Esc, then Tab", does: "Leave an editor" },
  { keys: "Ctrl+F", does: "Find (in an editor)" },
  { keys: "F1 or ?", does: "This help" },
];

const inputs: Record<string, InputTab> = { "2": "body", "3": "request", "4": "context", "5": "stage" };
const outputs: Record<string, OutputTab> = { "6": "output", "7": "diff", "8": "trace", "9": "coverage", "0": "log" };

/** onKey answers the page's keys, before the editors do; it tells whether one was. */
export function onKey(event: KeyboardEvent): boolean {
  if (event.isComposing || app.get().dialog) return false;
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (command && !event.altKey) return onCommand(key, event.shiftKey);
  if (event.altKey && !command && !event.shiftKey) return onPane(event.code.replace(/^(Digit|Numpad)/, ""));
  switch (key) {
    case "F8":
      return nextProblem(event.shiftKey ? -1 : 1);
    case "F10":
      showOutput("trace");
      void runner.complete().then(() => step(event.shiftKey ? -1 : 1));
      return true;
    case "F1":
      app.set({ dialog: "help" });
      return true;
    case "?":
      if (writes(event.target)) return false;
      app.set({ dialog: "help" });
      return true;
  }
  return false;
}

function onCommand(key: string, shift: boolean): boolean {
  if (key === "Enter") void runner.now();
  else if (key === "s" && shift) app.set({ dialog: "share" });
  else if (key === "s") saveFile();
  else if (key === "f" && shift) void format();
  else return false;
  return true;
}

/** onPane goes to a pane by its number, and puts the keyboard there. */
function onPane(digit: string): boolean {
  const input = inputs[digit];
  const output = outputs[digit];
  if (input) showInput(input);
  else if (output && (output !== "log" || app.get().doc.mode === "chain")) showOutput(output);
  else if (digit === "1") app.set({ narrowPane: "template" });
  else return false;
  const panel = digit === "1" ? "#pane-template" : `#panel-${input ? "input" : "output"}-${input ?? output}`;
  requestAnimationFrame(() => {
    const root = document.querySelector(panel);
    // The text of a pane goes before the buttons over it.
    for (const wanted of [".cm-content", "input, select, button, [tabindex='0']", "[tabindex]"]) {
      const inside = root?.querySelector<HTMLElement>(wanted);
      if (inside) return inside.focus();
    }
  });
  return true;
}

let current = -1;

/** nextProblem goes to the problem after the last one gone to, around the end. */
function nextProblem(direction: 1 | -1): boolean {
  const { run, doc } = app.get();
  const problems = problemsOf(run, doc.mode);
  if (problems.length === 0) {
    app.set({ announcement: "No problems" });
    return true;
  }
  current = current < 0 && direction < 0 ? problems.length - 1 : (current + direction + problems.length) % problems.length;
  const problem = problems[current]!;
  showProblem(problem);
  app.set({ announcement: `Problem ${current + 1} of ${problems.length}: ${problem.message}` });
  return true;
}

/** writes tells whether what has the keyboard takes text. */
function writes(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
