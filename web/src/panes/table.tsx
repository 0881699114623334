import type { Pair } from "../engine/types";
import { app, lightOf } from "../state/app";
import { fromRow, sameRow } from "../state/provenance";
import { useStore } from "../state/store";
import { explanationOf } from "../state/view";

/** TableProps are those of a table of names and values. */
interface TableProps {
  /** What a row is: "header". */
  label: string;
  rows: readonly Pair[];
  onChange: (rows: Pair[]) => void;
  /** Origin.source of its values; rows light up with what they made. */
  source?: string;
  testid: string;
  /** Names that the template reads, offered while typing. */
  names?: readonly string[];
  /** Names are as long as values. */
  even?: boolean;
}

/** PairTable edits names and values; there is always an empty row to type into. */
export function PairTable({ label, rows, onChange, source, testid, names, even }: TableProps) {
  const light = useStore(app, lightOf);
  const set = (at: number, part: { 0?: string; 1?: string }) => {
    const [name, value] = rows[at] ?? ["", ""];
    const next: Pair = [part[0] ?? name, part[1] ?? value];
    onChange(at < rows.length ? rows.map((row, i) => (i === at ? next : row)) : [...rows, next]);
  };
  const list = `${testid}-names`;
  return (
    <div class={even ? "pairs even" : "pairs"} data-testid={testid} role="group" aria-label={`${label}s`}>
      {[...rows, ["", ""] as Pair].map(([name, value], i) => {
        const row = { source: source ?? "", path: name };
        const lit = source !== undefined && name !== "" && light?.rows.some((r) => sameRow(r, row));
        return (
          <div
            key={i}
            class={`pair ${lit ? "lit" : ""}`}
            onMouseEnter={() => source && name && point(row)}
            onMouseLeave={() => app.set({ hovered: null })}
          >
            <input
              aria-label={`Name of ${label} ${i + 1}`}
              placeholder={i === rows.length ? "name" : ""}
              value={name}
              list={names ? list : undefined}
              autocomplete="off"
              spellcheck={false}
              onInput={(event) => set(i, { 0: event.currentTarget.value })}
            />
            <input
              aria-label={`Value of ${label} ${name || i + 1}`}
              placeholder={i === rows.length ? "value" : ""}
              value={value}
              autocomplete="off"
              spellcheck={false}
              onInput={(event) => set(i, { 1: event.currentTarget.value })}
            />
            {i < rows.length ? (
              <button
                type="button"
                class="icon"
                aria-label={`Remove ${label} ${name || i + 1}`}
                title="Remove"
                onClick={() => onChange(rows.filter((_, at) => at !== i))}
              >
                ✕
              </button>
            ) : (
              <span class="icon-room" />
            )}
          </div>
        );
      })}
      {names && (
        <datalist id={list}>
          {names.map((n) => (
            <option key={n} value={n} />
          ))}
        </datalist>
      )}
    </div>
  );
}

/** point lights up what an input row made. */
export function point(row: { source: string; path: string }): void {
  const x = explanationOf(app.get());
  app.set({ hovered: x && fromRow(x, row) });
}
