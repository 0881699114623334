import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from "@codemirror/view";
import { render, type VNode } from "preact";
import { app } from "../state/app";
import type { Explanation } from "../engine/types";
import { runner } from "../state/page";
import { explanationOf } from "../state/view";
import { caretOffset } from "./pointing";
import { fresh } from "./tokens";

/** Card is what a popover says about an offset of a text, and the stretch it is about. */
export interface Card {
  from: number;
  to: number;
  /** Makes the text anew each time: what is rendered at one place cannot be at another. */
  content: () => VNode;
}

/** Find makes the card for an offset, null if there is nothing to say; a brief one shows up without being asked for. */
export type Find = (explanation: Explanation, offset: number, brief: boolean) => Card | null;

const setOpen = StateEffect.define<Card | null>();

/**
 * popover says why: while the mouse rests on a place, after a click on it where clicks ask for that, and with Alt+Enter
 * for the place of the caret. Escape closes it.
 */
export function popover(find: Find, onClick: boolean): Extension {
  const ask = (offset: number, brief: boolean): Card | null => {
    const state = app.get();
    const explanation = explanationOf(state);
    return explanation && fresh(state) ? find(explanation, offset, brief) : null;
  };
  const opened = StateField.define<Card | null>({
    create: () => null,
    update(value, transaction) {
      for (const e of transaction.effects) if (e.is(setOpen)) return e.value;
      return transaction.docChanged || transaction.selection ? null : value;
    },
    provide: (field) => showTooltip.from(field, (card) => card && tooltip(card, "dialog")),
  });
  const show = (view: EditorView, offset: number): boolean => {
    const { doc } = view.state;
    void runner.complete().then(() => {
      if (view.state.doc !== doc) return;
      const card = ask(offset, false);
      view.dispatch({ effects: setOpen.of(card) });
      if (card) app.set({ announcement: textOf(card.content()) });
    });
    return true;
  };
  return [
    opened,
    hoverTooltip(
      (view, pos, side) => {
        if (view.state.field(opened)) return null;
        const card = ask(side < 0 && pos > 0 ? pos - 1 : pos, true);
        return card && tooltip(card, "tooltip");
      },
      { hoverTime: 350, hideOnChange: true },
    ),
    keymap.of([
      { key: "Alt-Enter", run: (view) => show(view, caretOffset(view)) },
      {
        key: "Escape",
        run(view) {
          if (!view.state.field(opened)) return false;
          view.dispatch({ effects: setOpen.of(null) });
          return true;
        },
      },
    ]),
    onClick
      ? EditorView.domEventHandlers({
          click(_, view) {
            if (view.state.selection.main.empty) show(view, caretOffset(view));
          },
        })
      : [],
  ];
}

/** tooltip shows a card under the beginning of what it is about. */
function tooltip(card: Card, role: string): Tooltip {
  return {
    pos: card.from,
    end: card.to,
    above: false,
    create() {
      const dom = document.createElement("div");
      dom.className = "why-popover";
      dom.setAttribute("role", role);
      dom.setAttribute("aria-label", "Why");
      dom.dataset["testid"] = "why";
      render(card.content(), dom);
      return { dom, destroy: () => render(null, dom) };
    },
  };
}

/** textOf is a card's text, for screen readers. */
function textOf(content: VNode): string {
  const dom = document.createElement("div");
  render(content, dom);
  const text = [...dom.querySelectorAll("p,li,dt,dd")].map((e) => e.textContent).join(". ");
  render(null, dom);
  return text;
}
