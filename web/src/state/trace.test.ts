import { expect, it } from "vitest";
import type { Event } from "../engine/types";
import { lightOfEvent, rowsOf } from "./trace";

/** event is a step inside another. */
const event = (seq: number, parent: number): Event => ({ seq, parent, kind: "text", depth: 0, at: [seq, seq + 1], line: 1, source: "", out: [0, 0] });

it("hides what is inside of folded steps, however deep", () => {
  const events = [event(0, -1), event(1, 0), event(2, 1), event(3, 0), event(4, -1)];
  expect(rowsOf(events, new Set()).map((e) => e.seq)).toEqual([0, 1, 2, 3, 4]);
  expect(rowsOf(events, new Set([1])).map((e) => e.seq)).toEqual([0, 1, 3, 4]);
  expect(rowsOf(events, new Set([0])).map((e) => e.seq)).toEqual([0, 4]);
});

it("lights what a step read and printed", () => {
  const step: Event = { ...event(3, -1), out: [5, 9], origins: [{ source: "body", path: "$", start: 1, end: 2 }, { source: "context", path: "stage", start: 0, end: 0 }] };
  expect(lightOfEvent(step)).toMatchObject({ template: [[3, 4]], output: [[5, 9]], body: [[1, 2]], rows: [{ source: "context", path: "stage" }] });
  expect(lightOfEvent({ ...step, out: [-1, -1] }).output).toEqual([]);
});
