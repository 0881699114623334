import { expect, it } from "vitest";
import { parts, sentence } from "./visible";

it.each([
  ["plain é 日 🎉\n\t", [{ text: "plain é 日 🎉\n\t" }]],
  ["a\u001b[31mb", [{ text: "a" }, { name: "ESC" }, { text: "[31mb" }]],
  ["\u202eevil", [{ name: "RLO" }, { text: "evil" }]],
  ["x\r\n", [{ text: "x" }, { name: "CR" }, { text: "\n" }]],
  ["\u0001\ufeff", [{ name: "U+0001" }, { name: "BOM" }]],
  ["\ud800x\udc00", [{ name: "U+D800" }, { text: "x" }, { name: "U+DC00" }]],
  ["👩‍👧", [{ text: "👩‍👧" }]],
])("names what cannot be seen in %j", (text, want) => expect(parts(text)).toEqual(want));

it.each([
  ["did you mean $r.name?", "Did you mean $r.name?"],
  ["the output begins like JSON and is none", "The output begins like JSON and is none."],
  ["a value is missing", "A value is missing."],
  ["$r is null", "$r is null."],
  ["output:1:7: a value is missing before ,", "output:1:7: a value is missing before ,"],
  ["#end is not expected here", "#end is not expected here."],
  ["", ""],
])("makes a sentence of %j", (text, want) => expect(sentence(text)).toBe(want));
