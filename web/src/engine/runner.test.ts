import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Runner, type WorkerLike } from "./runner";
import type { Query, Report, Start } from "./worker";

/** A worker whose answers the test gives. */
class FakeWorker implements WorkerLike {
  onmessage: WorkerLike["onmessage"] = null;
  onerror: WorkerLike["onerror"] = null;
  readonly got: (Start | Query)[] = [];
  ended = false;

  postMessage(message: Start | Query): void {
    this.got.push(message);
    if ("module" in message && startsBy) queueMicrotask(() => this.say(startsBy!));
  }

  terminate(): void {
    this.ended = true;
  }

  say(report: Report): void {
    this.onmessage?.({ data: report } as MessageEvent<Report>);
  }

  /** The methods it was asked. */
  get methods(): string[] {
    return this.got.flatMap((m) => ("method" in m ? [m.method] : []));
  }

  /** Answers the call it was asked last. */
  answer(body: string): void {
    const last = this.got.at(-1) as Query;
    this.say({ id: last.id, status: 200, body });
  }
}

let workers: FakeWorker[] = [];
let startsBy: Report | null = null;
let loads = 0;

const start: Start = { module: {} as WebAssembly.Module, exec: "exec.js" };
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

function runner(): Runner {
  const spawn = (): WorkerLike => {
    const w = new FakeWorker();
    workers.push(w);
    return w;
  };
  return new Runner(async () => (loads++, start), spawn);
}

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  loads = 0;
  startsBy = { ready: true };
});
afterEach(() => vi.useRealTimers());

test("nothing is loaded before the first call, and then once", async () => {
  const r = runner();
  expect(loads).toBe(0);
  const first = r.call("render", "1");
  const second = r.call("explain", "2");
  await settle();
  expect(loads).toBe(1);
  expect(workers).toHaveLength(1);
  expect(workers[0]!.got[0]).toEqual(start);
  workers[0]!.answer("a");
  await settle();
  workers[0]!.answer("b");
  expect(await first).toEqual({ status: 200, body: "a" });
  expect(await second).toEqual({ status: 200, body: "b" });
});

test("calls go to the worker one at a time, in order", async () => {
  const r = runner();
  void r.call("one", "");
  void r.call("two", "");
  await settle();
  expect(workers[0]!.methods).toEqual(["one"]);
  workers[0]!.answer("");
  await settle();
  expect(workers[0]!.methods).toEqual(["one", "two"]);
});

test("a call over the limit ends with its worker, and the next call runs in a new one", async () => {
  const r = runner();
  const slow = r.call("slow", "");
  const failed = expect(slow).rejects.toMatchObject({ kind: "limit", message: expect.stringContaining("2 s"), hint: expect.stringContaining("--timeout") });
  const next = r.call("next", "");
  await settle();
  await vi.advanceTimersByTimeAsync(1999);
  expect(workers[0]!.ended).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await failed;
  expect(workers[0]!.ended).toBe(true);
  expect(workers[1]!.methods).toEqual(["next"]);
  expect(loads).toBe(1);
  workers[1]!.answer("ok");
  expect((await next).body).toBe("ok");
});

test("the limit counts from the call's start, not while it waits", async () => {
  const r = runner();
  const first = r.call("first", "");
  const second = r.call("second", "");
  await settle();
  await vi.advanceTimersByTimeAsync(1500);
  workers[0]!.answer("1");
  await vi.advanceTimersByTimeAsync(1500);
  workers[0]!.answer("2");
  expect((await first).body + (await second).body).toBe("12");
  expect(workers).toHaveLength(1);
});

test("an aborted call rejects at once; its worker is kept if it answers soon", async () => {
  const r = runner();
  const control = new AbortController();
  const call = r.call("old", "", control.signal);
  const failed = expect(call).rejects.toMatchObject({ name: "AbortError" });
  await settle();
  control.abort();
  await failed;
  const next = r.call("new", "");
  await vi.advanceTimersByTimeAsync(100);
  expect(workers[0]!.methods).toEqual(["old"]);
  workers[0]!.answer("late");
  await settle();
  expect(workers[0]!.methods).toEqual(["old", "new"]);
  workers[0]!.answer("fresh");
  expect((await next).body).toBe("fresh");
  await vi.advanceTimersByTimeAsync(5000);
  expect(workers).toHaveLength(1);
});

test("an aborted call that goes on is ended with its worker", async () => {
  const r = runner();
  const control = new AbortController();
  r.call("endless", "", control.signal).catch(() => {});
  await settle();
  control.abort();
  await vi.advanceTimersByTimeAsync(200);
  expect(workers.map((w) => w.ended)).toEqual([true, false]);
});

test("a call aborted while it waits never reaches the worker", async () => {
  const r = runner();
  void r.call("one", "");
  const control = new AbortController();
  r.call("two", "", control.signal).catch(() => {});
  void r.call("three", "");
  await settle();
  control.abort();
  workers[0]!.answer("");
  await settle();
  expect(workers[0]!.methods).toEqual(["one", "three"]);
  const done = new AbortController();
  done.abort();
  await expect(r.call("four", "", done.signal)).rejects.toMatchObject({ name: "AbortError" });
});

test("an engine that dies is started again, and the call tells", async () => {
  const r = runner();
  const call = r.call("large", "");
  const failed = expect(call).rejects.toMatchObject({ kind: "internal", message: expect.stringContaining("out of memory") });
  await settle();
  workers[0]!.say({ died: "out of memory" });
  await failed;
  await settle();
  expect(workers.map((w) => w.ended)).toEqual([true, false]);
});

test("an engine that does not start fails every waiting call, and is tried again by the next", async () => {
  startsBy = { died: "no memory" };
  const r = runner();
  const calls = [r.call("a", ""), r.call("b", "")];
  const outcomes = await Promise.allSettled(calls);
  for (const o of outcomes) expect(o).toMatchObject({ status: "rejected", reason: { kind: "internal" } });
  await vi.advanceTimersByTimeAsync(5000);
  expect(workers).toHaveLength(1);
  startsBy = { ready: true };
  const again = r.call("c", "");
  await settle();
  workers[1]!.answer("yes");
  expect((await again).body).toBe("yes");
});

test("a late answer of an ended call is nobody's", async () => {
  const r = runner();
  const slow = r.call("slow", "");
  slow.catch(() => {});
  await vi.advanceTimersByTimeAsync(2000);
  const next = r.call("next", "");
  await settle();
  workers[0]!.say({ id: 1, status: 200, body: "late" });
  workers[1]!.answer("right");
  expect((await next).body).toBe("right");
});
