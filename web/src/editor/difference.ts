/** difference returns the stretch of an old text to replace, from and to, and what to replace it by. */
export function difference(old: string, text: string): [number, number, string] {
  const shorter = Math.min(old.length, text.length);
  let from = 0;
  while (from < shorter && old.charCodeAt(from) === text.charCodeAt(from)) from++;
  let tail = 0;
  while (tail < shorter - from && old.charCodeAt(old.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail)) tail++;
  return [from, old.length - tail, text.slice(from, text.length - tail)];
}
