import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  tooltips,
} from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { invisible, nameOf } from "../text/visible";

/** nonce is what the content security policy lets the editors' own style sheet pass with. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";

/** base is what all editors of the page have. */
export function base(label: string, editable: boolean): Extension {
  return [
    EditorView.cspNonce.of(nonce),
    // Only "\n" ends a line: a carriage return is a character like others, or offsets would not be the engine's.
    EditorState.lineSeparator.of("\n"),
    EditorState.tabSize.of(4),
    indentUnit.of("  "),
    EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", spellcheck: "false", autocorrect: "off", autocapitalize: "off" }),
    EditorView.editorAttributes.of({ dir: "ltr" }),
    highlightSpecialChars({ specialChars: invisible, render: box }),
    syntaxHighlighting(classHighlighter),
    lineNumbers(),
    drawSelection(),
    tooltips({ tooltipSpace: () => ({ top: 4, left: 4, right: innerWidth - 4, bottom: innerHeight - 4 }) }),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    editable ? writing : reading,
    keymap.of([...searchKeymap, ...defaultKeymap.filter((binding) => binding.key !== "Mod-Enter")]),
  ];
}

const writing: Extension = [
  history(),
  bracketMatching(),
  highlightSelectionMatches({ minSelectionLength: 3 }),
  keymap.of([...historyKeymap, indentWithTab]),
];

/** A read-only text can still be walked through with the keyboard. */
const reading: Extension = [EditorState.readOnly.of(true), EditorView.contentAttributes.of({ "aria-readonly": "true" })];

/** box draws a character that would not be seen as its name. */
function box(code: number): HTMLElement {
  const span = document.createElement("span");
  span.className = "invisible";
  span.textContent = nameOf(code);
  span.title = `${nameOf(code)} (U+${code.toString(16).toUpperCase().padStart(4, "0")})`;
  return span;
}
