import { describe, expect, it } from "vitest";
import type { Arm, Explanation } from "../engine/types";
import { gutterOf, isHit, merge, withHint } from "./arms";

/** run is an answer whose arms were reached so often. */
function run(...hits: number[]): Explanation {
  const arms: Arm[] = [
    { at: [0, 5], line: 1, kind: "if", text: "#if($a)", hits: hits[0]! },
    { at: [9, 14], line: 1, kind: "else", text: "#else", hits: hits[1]! },
    { at: [20, 30], line: 3, kind: "loop 0", text: "#foreach", hits: hits[2]! },
  ];
  return { coverage: arms } as Explanation;
}

describe("coverage of several inputs", () => {
  it("adds up by place and kind, and keeps a failed run's column", () => {
    const rows = merge([run(1, 0, 0), null, run(0, 2, 0)]);
    expect(rows.map((r) => r.hits)).toEqual([[1, 0, 0], [0, 0, 2], [0, 0, 0]]);
    expect(rows.map(isHit)).toEqual([true, true, false]);
    expect([...gutterOf(rows)]).toEqual([[1, "hit"], [3, "missed"]]);
    expect([...gutterOf(merge([run(1, 0, 0)]))]).toEqual([[1, "partly"], [3, "missed"]]);
  });

  it("makes inputs as hints say", () => {
    const hint = (source: string, path: string, value: unknown, remove = false) => ({ source, path, value, remove, text: "" });
    expect(withHint({ body: '{"a": 1}' }, hint("body", "$.a", "x")).body).toBe('{\n  "a": "x"\n}');
    expect(withHint({ response: { body: "{}" } }, hint("body", "$.a", 2)).response?.body).toBe('{\n  "a": 2\n}');
    expect(withHint({ headers: [["X-A", "1"]] }, hint("params.header", "x-a", "2")).headers).toEqual([["x-a", "2"]]);
    expect(withHint({ query: [["p", "1"], ["q", "1"]] }, hint("params.querystring", "p", null, true)).query).toEqual([["q", "1"]]);
    expect(withHint({}, hint("params.path", "id", 7)).pathParams).toEqual({ id: "7" });
    expect(withHint({}, hint("stageVariables", "env", "dev")).stageVariables).toEqual({ env: "dev" });
    expect(withHint({}, hint("context", "identity.user", "me")).context).toEqual({ "identity.user": "me" });
    expect(() => withHint({}, hint("elsewhere", "x", 1))).toThrow();
  });
});
