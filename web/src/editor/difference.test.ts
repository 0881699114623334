import { expect, it } from "vitest";
import { difference } from "./difference";

it.each([
  ["", ""],
  ["abc", "abc"],
  ["", "abc"],
  ["abc", ""],
  ["abc", "aXc"],
  ["aaa", "aaaa"],
  ["abcabc", "abc"],
  ["xay", "xby"],
])("turns %j into %j", (old, text) => {
  const [from, to, insert] = difference(old, text);
  expect(old.slice(0, from) + insert + old.slice(to)).toBe(text);
  expect(from).toBeLessThanOrEqual(to);
});
