import type { Event } from "../engine/types";
import { app } from "./app";
import type { Light } from "./provenance";
import { explanationOf } from "./view";
import { createStore } from "./store";

/** Trace is what the timeline shows: the chosen event and the folded ones, by their numbers. */
export interface Trace {
  selected: number;
  folded: ReadonlySet<number>;
}

/** trace is the timeline's own state. */
export const trace = createStore<Trace>({ selected: -1, folded: new Set() });

/** rowsOf lists the events that are not inside a folded one. */
export function rowsOf(events: readonly Event[], folded: ReadonlySet<number>): Event[] {
  if (folded.size === 0) return events as Event[];
  const hidden = new Set<number>();
  return events.filter((event) => {
    if (!hidden.has(event.parent) && !folded.has(event.parent)) return true;
    hidden.add(event.seq);
    return false;
  });
}

/** step chooses the event a number of rows further. */
export function step(by: number): void {
  const x = explanationOf(app.get());
  if (!x || x.events.length === 0) return;
  const { selected, folded } = trace.get();
  const rows = rowsOf(x.events, folded);
  const at = rows.findIndex((event) => event.seq === selected);
  const next = rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
  if (next) select(next);
}

/** select chooses an event: what it is in template, output and input lights up. */
export function select(event: Event): void {
  trace.set({ selected: event.seq });
  app.set({ chosen: lightOfEvent(event), announcement: `Line ${event.line}: ${event.source}` });
}

/** lightOfEvent is what lights up for a step. */
export function lightOfEvent(event: Event): Light {
  const origins = event.origins ?? [];
  return {
    template: [event.at],
    output: event.out[0] >= 0 && event.out[1] > event.out[0] ? [event.out] : [],
    body: origins.filter((o) => o.source === "body").map((o) => [o.start, o.end] as const),
    rows: origins.filter((o) => o.source !== "body"),
  };
}

/** fold folds an event, or unfolds it. */
export function fold(seq: number): void {
  const folded = new Set(trace.get().folded);
  if (!folded.delete(seq)) folded.add(seq);
  trace.set({ folded });
}
