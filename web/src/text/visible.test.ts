import { expect, it } from "vitest";
import { parts } from "./visible";

it.each([
  ["plain é 日 🎉\n\t", [{ text: "plain é 日 🎉\n\t" }]],
  ["a\u001b[31mb", [{ text: "a" }, { name: "ESC" }, { text: "[31mb" }]],
  ["\u202eevil", [{ name: "RLO" }, { text: "evil" }]],
  ["x\r\n", [{ text: "x" }, { name: "CR" }, { text: "\n" }]],
  ["\u0001\ufeff", [{ name: "U+0001" }, { name: "BOM" }]],
  ["\ud800x\udc00", [{ name: "U+D800" }, { text: "x" }, { name: "U+DC00" }]],
  ["👩‍👧", [{ text: "👩‍👧" }]],
])("names what cannot be seen in %j", (text, want) => expect(parts(text)).toEqual(want));
