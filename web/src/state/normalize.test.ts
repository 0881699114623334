import { expect, it } from "vitest";
import { normalizeJSON, normalizeXML } from "./normalize";

it("sorts members and keeps numbers as written", () => {
  expect(normalizeJSON('{"b": 1, "a": [1, {}], "c": []}')).toBe('{\n  "a": [\n    1,\n    {}\n  ],\n  "b": 1,\n  "c": []\n}');
  expect(normalizeJSON('"\\u00e9"')).toBe('"é"');
  expect(normalizeJSON("{")).toBeNull();
});

it("sorts attributes, and takes the same text for the same", () => {
  const even = '<a x="1" y="&lt;&amp;">\n  <b/>\n  <c>t &lt; u</c>\n  mixed\n</a>';
  expect(normalizeXML(`<?xml version='1.0'?>\n<a y='&lt;&#38;' x="1"><b></b><!-- - --><c>t <![CDATA[<]]> u</c>\nmixed</a>`)).toBe(even);
  expect(normalizeXML(even)).toBe(even);
  for (const wrong of ["", "plain", "<a>", "<a", "<a><b></a>", "<a/><b/>", "a<a/>", "<a/>b", "<a x></a>", "<A></a>", "{}"]) {
    expect(normalizeXML(wrong), wrong).toBeNull();
  }
  expect(normalizeXML(`${"<a>".repeat(3_000)}${"</a>".repeat(3_000)}`)).toBeTypeOf("object");
});
