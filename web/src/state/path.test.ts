import { describe, expect, it } from "vitest";
import { keysOf, setPath } from "./path";

describe("keysOf", () => {
  it.each([
    ["$", []],
    ["$.a.b", ["a", "b"]],
    ["$.a[0].b", ["a", 0, "b"]],
    ["$['a b'][2]", ["a b", 2]],
    ["$['it\\'s']", ["it's"]],
  ])("takes %s apart", (path, keys) => expect(keysOf(path)).toEqual(keys));

  it.each(["$..a", "$.a[*]", "$.a[?(@.b)]", "$.a[99999]", "$.__proto__.x", "$.a["])("refuses %s", (path) => {
    expect(() => keysOf(path)).toThrow();
  });
});

describe("setPath", () => {
  const set = (body: string, path: string, value: unknown) => JSON.parse(setPath(body, { path, value })) as unknown;

  it("changes, makes and removes", () => {
    expect(set('{"a": {"b": 1, "c": 2}}', "$.a.b", "x")).toEqual({ a: { b: "x", c: 2 } });
    expect(set("", "$.a[0].b", true)).toEqual({ a: [{ b: true }] });
    expect(set('{"a": 1}', "$", [])).toEqual([]);
    expect(JSON.parse(setPath('{"a": {"b": 1}}', { path: "$.a.b", value: null, remove: true }))).toEqual({ a: {} });
    expect(JSON.parse(setPath("[1, 2, 3]", { path: "$[1]", value: null, remove: true }))).toEqual([1, 3]);
    expect(setPath('{"a": 1}', { path: "$.b.c", value: null, remove: true })).toBe('{"a": 1}');
  });

  it("does not touch what is no JSON", () => expect(() => set("{", "$.a", 1)).toThrow());
});
