import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Run } from "../engine/types";
import { app } from "./app";
import { emptyDoc } from "./doc";
import { Runner } from "./runner";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** asked makes a runner whose engine notes what it is asked, and answers or fails. */
function asked(fails: () => boolean = () => false) {
  const calls: string[] = [];
  const engine = {
    call: async <T>(_: string, body: unknown): Promise<T> => {
      const { template, events } = body as Run;
      calls.push(`${template}${events ? " with steps" : ""}`);
      if (fails()) throw new Error("down");
      return { output: template, ok: true, problems: [], events: events ? [{}] : [], stats: { bytes: 1 } } as T;
    },
  };
  const runner = new Runner(engine, app);
  const write = (template: string) => {
    app.set({ doc: { ...emptyDoc(), template } });
    runner.schedule();
  };
  return { calls, runner, write };
}

it("leaves the steps out while somebody types, and fetches them after", async () => {
  const { calls, write } = asked();
  write("a");
  await vi.advanceTimersByTimeAsync(160);
  expect(calls).toEqual(["a"]);
  expect(app.get().run).toMatchObject({ running: false, steps: false, explanation: { output: "a", events: [] } });
  write("b");
  await vi.advanceTimersByTimeAsync(160);
  expect(calls).toEqual(["a", "b"]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(calls).toEqual(["a", "b", "b with steps"]);
  expect(app.get().run).toMatchObject({ steps: true, explanation: { events: [{}] } });
});

it("has the steps at once where they are asked for", async () => {
  const { calls, runner, write } = asked();
  await runner.now();
  expect(calls).toEqual(["b with steps"]);
  write("c");
  await vi.advanceTimersByTimeAsync(160);
  await runner.complete();
  await runner.complete();
  expect(calls).toEqual(["b with steps", "c", "c with steps"]);
  write("d");
  await vi.advanceTimersByTimeAsync(160);
  write("e");
  await runner.complete(); // of what is there now, not of what ran
  expect(calls.slice(3)).toEqual(["d", "e with steps"]);
  app.set({ outputTab: "trace" });
  write("f");
  await vi.advanceTimersByTimeAsync(1000);
  app.set({ outputTab: "output" });
  expect(calls.slice(5)).toEqual(["f with steps"]);
});

it("waits for no steps where they cannot be had", async () => {
  let down = false;
  const { write } = asked(() => down);
  write("g");
  await vi.advanceTimersByTimeAsync(160);
  down = true;
  await vi.advanceTimersByTimeAsync(1000);
  expect(app.get().run).toMatchObject({ steps: true, failure: null, explanation: { output: "g" } });
  write("h");
  await vi.advanceTimersByTimeAsync(1000);
  expect(app.get().run).toMatchObject({ steps: true, failure: { message: "down" } });
});
