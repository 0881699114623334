/**
 * invisible matches what a reader would not see, or what would change how the rest reads: controls but tab and newline,
 * marks of direction and their isolates, characters without width but those that join letters and emoji, lone surrogates.
 */
export const invisible =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffc]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const names: Record<number, string> = {
  0x00: "NUL", 0x07: "BEL", 0x08: "BS", 0x0b: "VT", 0x0c: "FF", 0x0d: "CR", 0x1b: "ESC", 0x7f: "DEL", 0x85: "NEL",
  0xad: "SHY", 0x061c: "ALM", 0x200b: "ZWSP", 0x200e: "LRM", 0x200f: "RLM",
  0x2028: "LS", 0x2029: "PS", 0x202a: "LRE", 0x202b: "RLE", 0x202c: "PDF", 0x202d: "LRO", 0x202e: "RLO",
  0x2060: "WJ", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0xfeff: "BOM",
};

/** nameOf is the short name of an invisible character: "ESC", or "U+0001" where it has none. */
export function nameOf(code: number): string {
  return names[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Part is a piece of a text: as it is, or the name of a character that would not be seen. */
export type Part = { text: string } | { name: string };

/** parts splits a text at its invisible characters. */
export function parts(text: string): Part[] {
  const list: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(invisible)) {
    if (match.index > from) list.push({ text: text.slice(from, match.index) });
    list.push({ name: nameOf(match[0].charCodeAt(0)) });
    from = match.index + match[0].length;
  }
  if (from < text.length) list.push({ text: text.slice(from) });
  return list;
}

/** count says how many there are of something: "1 problem", "3 problems". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}

/** sentence writes what the engine says, which the command line puts behind a label, as it stands alone: with a capital,
 * unless it begins with code, and with its end. */
export function sentence(text: string): string {
  const begun = text.replace(/^[a-z](?=[a-z]*[ ,])/, (letter) => letter.toUpperCase());
  return /[\w)\]'"`]$/.test(begun) ? `${begun}.` : begun;
}
