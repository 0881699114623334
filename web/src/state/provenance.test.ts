import { describe, expect, it } from "vitest";
import type { Explanation, Leaf } from "../engine/types";
import { fromBody, fromOutput, fromRow, fromTemplate, leafAt } from "./provenance";

// {"a": "$r.id$r.id"} over {"id": 42}, with a header in the middle.
const leaves: Leaf[] = [
  { out: [0, 7], at: [0, 7], kind: "text", event: 0 },
  { out: [7, 9], at: [7, 12], kind: "reference", event: 1, origins: [{ source: "body", path: "$.id", start: 7, end: 9 }] },
  { out: [9, 12], at: [12, 20], kind: "reference", event: 2, origins: [{ source: "params.header", path: "X-One", start: 0, end: 0 }] },
  { out: [12, 14], at: [7, 12], kind: "reference", event: 3, origins: [{ source: "body", path: "$.id", start: 7, end: 9 }] },
  { out: [14, 16], at: [20, 22], kind: "text", event: 4 },
];
const x = { leaves, empties: [{ out: 14, at: [22, 30], why: { text: "" } }] } as unknown as Explanation;

describe("leafAt", () => {
  it("finds the leaf of each character and none beyond", () => {
    const found = Array.from({ length: 18 }, (_, i) => leaves.indexOf(leafAt(leaves, i) as Leaf));
    expect(found).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 4, -1, -1]);
    expect(leafAt([], 0)).toBeNull();
    expect(leafAt(leaves, -1)).toBeNull();
  });
});

describe("what lights up", () => {
  it("from the output: the place in template and body", () => {
    expect(fromOutput(x, 8)).toEqual({ template: [[7, 12]], output: [[7, 9]], body: [[7, 9]], rows: [] });
    expect(fromOutput(x, 10)).toEqual({ template: [[12, 20]], output: [[9, 12]], body: [], rows: [{ source: "params.header", path: "X-One" }] });
    expect(fromOutput(x, 16)).toBeNull();
  });

  it("from the template: everything it printed", () => {
    expect(fromTemplate(x, 8)?.output).toEqual([[7, 9], [12, 14]]);
    expect(fromTemplate(x, 25)).toEqual({ template: [[22, 30]], output: [], body: [], rows: [] });
    expect(fromTemplate(x, 99)).toBeNull();
  });

  it("from the body: what was made of the value", () => {
    expect(fromBody(x, 7)).toEqual({ template: [[7, 12]], output: [[7, 9], [12, 14]], body: [[7, 9]], rows: [] });
    expect(fromBody(x, 0)).toBeNull();
  });

  it("from a row: header names ignore case", () => {
    expect(fromRow(x, { source: "params.header", path: "x-one" })?.output).toEqual([[9, 12]]);
    expect(fromRow(x, { source: "params.path", path: "X-One" })).toBeNull();
  });
});
