import type { Hint } from "../engine/types";

/** An index beyond this makes no array: a hint asks for elements that are there, or for the next. */
const maxIndex = 1000;

/** setPath writes a value at a plain JSONPath of a JSON text, or removes it; what is missing on the way is made. */
export function setPath(body: string, { path, value, remove }: Pick<Hint, "path" | "value" | "remove">): string {
  const keys = keysOf(path);
  const root = { at: body.trim() === "" ? {} : (JSON.parse(body) as unknown) };
  let holder: Record<string | number, unknown> = root;
  let key: string | number = "at";
  for (const next of keys) {
    let inner = holder[key];
    if (inner === null || typeof inner !== "object") {
      if (remove) return body;
      holder[key] = inner = typeof next === "number" ? [] : {};
    }
    holder = inner as Record<string | number, unknown>;
    key = next;
  }
  if (!remove) holder[key] = value ?? null;
  else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
  return JSON.stringify(root.at, null, 2);
}

/** keysOf takes a JSONPath of names and indexes apart; it throws for anything else. */
export function keysOf(path: string): (string | number)[] {
  const keys: (string | number)[] = [];
  const part = /\.([^.[\]'"()*?@]+)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]/y;
  part.lastIndex = path.startsWith("$") ? 1 : 0;
  while (part.lastIndex < path.length) {
    const match = part.exec(path);
    if (!match) throw new Error(`${path} is no plain path`);
    if (match[2] !== undefined && Number(match[2]) > maxIndex) throw new Error(`${path} is too far`);
    keys.push(match[1] ?? (match[2] !== undefined ? Number(match[2]) : match[3]!.replaceAll(/\\(.)/g, "$1")));
    // A member called __proto__ would be the prototype instead.
    if (keys.at(-1) === "__proto__") throw new Error(`${path} cannot be set`);
  }
  return keys;
}
