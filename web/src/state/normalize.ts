import { xmlLanguage } from "@codemirror/lang-xml";

/** A node of what the editor's parser makes of a text. */
type SyntaxNode = ReturnType<typeof xmlLanguage.parser.parse>["topNode"];

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

/** normalizeXML sorts attributes, drops comments and white space between elements and indents; null if the text is not
 * XML. The editor's parser reads it: the browser's own shows faults with styles that the page's policy refuses. */
export function normalizeXML(text: string): string | null {
  const source = text.trim();
  const { topNode } = xmlLanguage.parser.parse(source);
  if (topNode.getChildren("Element").length !== 1 || !wellFormed(topNode, source)) return null;
  try {
    return printAll(topNode, source, "").join("\n");
  } catch {
    return null; // nested too deeply to be laid out
  }
}

/** wellFormed tells whether the parser found nothing wrong, and text only inside of elements. */
function wellFormed(top: SyntaxNode, source: string): boolean {
  let fine = true;
  top.cursor().iterate(({ type, node }) => {
    if (type.isError || faults.has(type.name)) fine = false;
    if (contents.has(type.name) && node.parent?.name === "Document" && source.slice(node.from, node.to).trim() !== "") fine = false;
  });
  return fine;
}

const faults = new Set(["MissingCloseTag", "MismatchedCloseTag"]);
const contents = new Set(["Text", "EntityReference", "CharacterReference", "Cdata"]);

/** printAll lays out what is inside of a node: its elements, and its text as one. */
function printAll(parent: SyntaxNode, source: string, indent: string): string[] {
  const lines: string[] = [];
  let text = "";
  const flush = () => {
    if (text.trim() !== "") lines.push(indent + escape(text.trim()));
    text = "";
  };
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (contents.has(node.name)) text += textOf(node, source);
    if (node.name !== "Element") continue;
    flush();
    lines.push(printElement(node, source, indent));
  }
  flush();
  return lines;
}

function printElement(element: SyntaxNode, source: string, indent: string): string {
  const tag = element.firstChild!;
  const name = tag.getChild("TagName");
  const attributes = tag
    .getChildren("Attribute")
    .map((a) => ` ${slice(a.getChild("AttributeName"), source)}="${escape(decode(slice(a.getChild("AttributeValue"), source).slice(1, -1)))}"`)
    .sort()
    .join("");
  const open = `${indent}<${slice(name, source)}${attributes}`;
  const children = printAll(element, source, `${indent}  `);
  if (children.length === 0) return `${open}/>`;
  if (children.length === 1 && !element.getChild("Element")) return `${open}>${children[0]!.trim()}</${slice(name, source)}>`;
  return `${open}>\n${children.join("\n")}\n${indent}</${slice(name, source)}>`;
}

function slice(node: SyntaxNode | null, source: string): string {
  return node ? source.slice(node.from, node.to) : "";
}

/** textOf is what a piece of text stands for. */
function textOf(node: SyntaxNode, source: string): string {
  const text = slice(node, source);
  return node.name === "Cdata" ? text.slice("<![CDATA[".length, -"]]>".length) : decode(text);
}

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** decode replaces the references that every XML has; others stay as they are written. */
function decode(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (all, hex?: string, decimal?: string, name?: string) => {
    if (name) return named[name] ?? all;
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
