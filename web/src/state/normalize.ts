/** DiffMode says what counts as a difference. */
export type DiffMode = "exact" | "json" | "xml";

/** normalize lays a text out so that only differences that count are left; null if it is not written in that language. */
export function normalize(text: string, mode: DiffMode): string | null {
  if (mode === "exact") return text;
  return mode === "json" ? normalizeJSON(text) : normalizeXML(text);
}

/** Literal is a number as it is written: 1.0 and 12345678901234567890 would not survive being numbers. */
class Literal {
  constructor(readonly source: string) {}
}

/** normalizeJSON sorts members and indents; null if the text is not JSON. */
export function normalizeJSON(text: string): string | null {
  try {
    const value: unknown = (JSON.parse as (text: string, revive: (key: string, value: unknown, context?: { source?: string }) => unknown) => unknown)(
      text,
      (_, v, context) => (typeof v === "number" ? new Literal(context?.source ?? String(v)) : v),
    );
    return print(value, "");
  } catch {
    return null;
  }
}

function print(value: unknown, indent: string): string {
  if (value instanceof Literal) return value.source;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    return `[\n${value.map((v) => inner + print(v, inner)).join(",\n")}\n${indent}]`;
  }
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  if (members.length === 0) return "{}";
  return `{\n${members.map(([k, v]) => `${inner}${JSON.stringify(k)}: ${print(v, inner)}`).join(",\n")}\n${indent}}`;
}

/** normalizeXML sorts attributes, drops white space between elements and indents; null if the text is not XML. */
export function normalizeXML(text: string): string | null {
  // A parsed document runs nothing and loads nothing.
  const parsed = new DOMParser().parseFromString(text.trim(), "text/xml");
  if (parsed.querySelector("parsererror")) return null;
  return [...parsed.childNodes].map((node) => printNode(node, "")).filter(Boolean).join("\n");
}

function printNode(node: Node, indent: string): string {
  if (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE) {
    const content = (node.nodeValue ?? "").trim();
    return content === "" ? "" : indent + escape(content);
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  const element = node as Element;
  const attributes = [...element.attributes]
    .map((a) => ` ${a.name}="${escape(a.value)}"`)
    .sort()
    .join("");
  const children = [...element.childNodes].map((child) => printNode(child, `${indent}  `)).filter(Boolean);
  const open = `${indent}<${element.tagName}${attributes}`;
  if (children.length === 0) return `${open}/>`;
  const only = element.childNodes.length === 1 && element.firstChild!.nodeType !== Node.ELEMENT_NODE;
  if (only) return `${open}>${children[0]!.trim()}</${element.tagName}>`;
  return `${open}>\n${children.join("\n")}\n${indent}</${element.tagName}>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
