import { describe, expect, it } from "vitest";
import { withFallback } from "./choose";
import { EngineError, type Engine } from "./engine";
import { withLists } from "./normal";
import { serverEngine } from "./server";

/** answering is a server that answers all calls the same way, and the calls made. */
function answering(status: number, body: string) {
  const calls: [string, RequestInit | undefined][] = [];
  const send = (url: string, query?: RequestInit) => {
    calls.push([url, query]);
    return Promise.resolve(new Response(body, { status }));
  };
  return { calls, engine: serverEngine("api/v1", send as typeof fetch) };
}

describe("serverEngine", () => {
  it("posts queries and gets what takes none", async () => {
    const { calls, engine } = answering(200, '{"ok": true}');
    expect(await engine.call("explain", { template: "x" })).toEqual({ ok: true });
    await engine.call("examples", {});
    expect(calls.map(([url, query]) => [url, query?.method ?? "GET", query?.body])).toEqual([
      ["api/v1/explain", "POST", '{"template":"x"}'],
      ["api/v1/examples", "GET", undefined],
    ]);
  });

  it.each([
    [429, '{"error": {"kind": "busy", "message": "too many", "hint": "wait"}}', "busy", "too many"],
    [413, '{"error": {"kind": "limit", "message": "too large"}}', "limit", "too large"],
    [502, "<html>bad gateway</html>", "unreachable", "The server answered with status 502."],
    [400, "no", "request", "The server answered with status 400."],
    [200, "<html>captive portal</html>", "unreachable", "The server's answer is not the playground's."],
  ])("tells of status %i with %s", async (status, body, kind, message) => {
    await expect(answering(status, body).engine.call("explain", {})).rejects.toMatchObject({ kind, message });
  });

  it("calls a line that is down unreachable, and lets an abort through", async () => {
    const engine = serverEngine("api/v1", () => Promise.reject(new TypeError("fetch failed")));
    await expect(engine.call("explain", {})).rejects.toMatchObject({ kind: "unreachable" });
    await expect(engine.call("explain", {}, AbortSignal.abort())).rejects.toThrow("fetch failed");
  });
});

describe("withFallback", () => {
  const builtin: Engine = { call: <T>() => Promise.resolve("builtin" as T) };
  const down: Engine = { call: () => Promise.reject(new EngineError("unreachable", "gone")) };

  it("changes to the built-in engine for good", async () => {
    const told: string[] = [];
    const engine = withFallback(down, () => Promise.resolve(builtin), (state) => told.push(state));
    expect(await engine.call("explain", {})).toBe("builtin");
    expect(await engine.call("explain", {})).toBe("builtin");
    expect(told).toEqual(["builtin"]);
  });

  it("says that nobody answers where none is built in", async () => {
    const told: string[] = [];
    await expect(withFallback(down, null, (state) => told.push(state)).call("explain", {})).rejects.toThrow("gone");
    expect(told).toEqual(["gone"]);
  });

  it("asks the server again after an engine that could not be loaded", async () => {
    const told: string[] = [];
    let loads = 0;
    const load = () => (loads++ === 0 ? Promise.reject(new Error("404")) : Promise.resolve(builtin));
    const engine = withFallback(down, load, (state) => told.push(state));
    await expect(engine.call("explain", {})).rejects.toThrow("gone");
    expect(await engine.call("explain", {})).toBe("builtin");
    expect(told).toEqual(["gone", "builtin"]);
  });

  it("does not answer for a server that refuses", async () => {
    const busy: Engine = { call: () => Promise.reject(new EngineError("busy", "later")) };
    await expect(withFallback(busy, () => Promise.resolve(builtin), () => {}).call("explain", {})).rejects.toThrow("later");
  });
});

describe("withLists", () => {
  it("fills in lists that are null", async () => {
    const engine = withLists({ call: <T>() => Promise.resolve({ output: "", leaves: null, requestTemplate: { explanation: {} } } as T) });
    expect(await engine.call("explain", {})).toMatchObject({ leaves: [], problems: [], tokens: [], events: [] });
    expect(await engine.call("chain", {})).toMatchObject({ log: [], requestTemplate: { explanation: { leaves: [] } } });
  });
});
