import { RangeSet, StateEffect, StateField, type Extension, type Range, type Text } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import type { Span } from "../state/provenance";

/** Marks is a layer of decorations that is replaced as a whole and moves with the text in between. */
export interface Marks {
  extension: Extension;
  /** Puts other decorations in place; they must be sorted or sort set. */
  set(view: EditorView, ranges: readonly Range<Decoration>[]): void;
}

/** marks makes a layer. */
export function marks(): Marks {
  const effect = StateEffect.define<DecorationSet>();
  const field = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(value, transaction) {
      for (const e of transaction.effects) if (e.is(effect)) return e.value;
      return transaction.docChanged ? value.map(transaction.changes) : value;
    },
    provide: (f) => EditorView.decorations.from(f),
  });
  return {
    extension: field,
    set(view, ranges) {
      const next = ranges.length === 0 ? Decoration.none : (RangeSet.of(ranges as Range<Decoration>[], true) as DecorationSet);
      if (next === Decoration.none && view.state.field(field) === Decoration.none) return;
      view.dispatch({ effects: effect.of(next) });
    },
  };
}

/** spansIn cuts spans to a text: those that lie outside of it, or are empty, are left out. */
export function spansIn(doc: Text, spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const [from, to] of spans) {
    const end = Math.min(to, doc.length);
    if (from >= 0 && from < end) kept.push([from, end]);
  }
  return kept;
}
