import { describe, expect, it } from "vitest";
import { emptyDoc, type Doc } from "./doc";
import { readFile, writeFile } from "./files";
import { loadSnippets, maxSnippets, saveSnippet, titleOf } from "./snippets";

/** memory is a storage with room for so many characters. */
function memory(room = Infinity) {
  let kept: string | null = null;
  return {
    getItem: () => kept,
    setItem(_: string, value: string) {
      if (value.length > room) throw new Error("QuotaExceededError");
      kept = value;
    },
  };
}

const doc = (template: string): Doc => ({ ...emptyDoc(), template });

describe("snippets", () => {
  it("keep the last twenty, the newest first, each once", () => {
    const storage = memory();
    for (let i = 0; i < 25; i++) saveSnippet(`s${i % 23}`, doc(`t${i}`), i, storage);
    const kept = loadSnippets(storage);
    expect(kept).toHaveLength(maxSnippets);
    expect(kept.slice(0, 3).map((s) => [s.id, s.doc.template])).toEqual([["s1", "t24"], ["s0", "t23"], ["s22", "t22"]]);
  });

  it("make room by dropping the older ones", () => {
    const storage = memory(4000);
    for (let i = 0; i < 20; i++) expect(saveSnippet(`s${i}`, doc("x".repeat(300)), i, storage)).toBe(true);
    expect(loadSnippets(storage)[0]?.id).toBe("s19");
    expect(saveSnippet("big", doc("x".repeat(5000)), 0, storage)).toBe(false);
    expect(loadSnippets(storage)[0]?.id).toBe("s19");
  });

  it("are none where the storage is damaged or refused", () => {
    expect(loadSnippets({ getItem: () => "{" })).toEqual([]);
    expect(loadSnippets({ getItem: () => '[{"id": 1}, null, {"id": "a", "doc": {}}]' })).toEqual([]);
    expect(loadSnippets(null)).toEqual([]);
  });

  it("are called by their path, or by what they begin with", () => {
    expect(titleOf(doc("## comment\n\n  {\"a\": 1}\n"))).toBe('{"a": 1}');
    expect(titleOf(doc(""))).toBe("Empty template");
    const named = doc("x");
    named.inputs = { ...named.inputs, method: "POST", resourcePath: "/orders" };
    expect(titleOf(named)).toBe("POST /orders");
  });
});

describe("files", () => {
  it("bring back what was saved, and nothing else", () => {
    const page = doc("é\ud800");
    expect(readFile(writeFile(page, []))).toEqual({ doc: page, snippets: [] });
    for (const text of ["", "{}", '{"vtlPlayground": 2, "doc": {"template": ""}}', '{"vtlPlayground": 1}']) expect(readFile(text)).toBeNull();
  });
});
