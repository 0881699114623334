import { expect, it } from "vitest";
import { normalizeJSON } from "./normalize";

it("sorts members and keeps numbers as written", () => {
  expect(normalizeJSON('{"b": 1, "a": [1, {}], "c": []}')).toBe('{\n  "a": [\n    1,\n    {}\n  ],\n  "b": 1,\n  "c": []\n}');
  expect(normalizeJSON('"\\u00e9"')).toBe('"é"');
  expect(normalizeJSON("{")).toBeNull();
});
