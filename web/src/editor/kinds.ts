/** tokenKinds are the engine's kinds of token in their order, for answers that come before its knowledge does. */
export const tokenKinds = [
  "text", "directive", "variable", "property", "method", "string", "number", "keyword", "operator", "punctuation",
  "comment", "macro", "json-key", "json-string", "json-number", "json-keyword", "xml-tag", "xml-attribute", "error",
];
