import type { Explanation, Leaf, Origin } from "../engine/types";

/** Span is a half-open stretch of a text in UTF-16 code units. */
export type Span = readonly [number, number];

/** Row is an input that is no stretch of the body: a parameter, a context or a stage variable. */
export interface Row {
  source: string;
  path: string;
}

/** Light is what belongs together: stretches of the template, the output and the body, and rows of the input tables. */
export interface Light {
  template: readonly Span[];
  output: readonly Span[];
  body: readonly Span[];
  rows: readonly Row[];
}

/** A light this wide is drawn; what follows is left out, so that a loop over a huge body stays quick. */
const maxSpans = 1000;

/** leafAt returns the leaf that printed the code unit at an offset of the output, null outside of it. */
export function leafAt(leaves: readonly Leaf[], offset: number): Leaf | null {
  let low = 0;
  let high = leaves.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (leaves[middle]!.out[1] <= offset) low = middle + 1;
    else high = middle;
  }
  const leaf = leaves[low];
  return leaf && leaf.out[0] <= offset ? leaf : null;
}

/** fromOutput lights what printed the output at an offset: its place in the template and where its value came from. */
export function fromOutput(x: Explanation, offset: number): Light | null {
  const leaf = leafAt(x.leaves, offset);
  if (!leaf || leaf.kind === "rest") return null; // what comes behind the last piece that is listed
  return light([leaf], [leaf.at]);
}

/** fromFlag lights the references that printed nothing at an offset of the output, where there are any. */
export function fromFlag(x: Explanation, offset: number): Light | null {
  const empties = x.empties.filter((empty) => empty.out === offset);
  return empties.length > 0 ? light([], empties.map((empty) => empty.at)) : null;
}

/** fromTemplate lights everything that the smallest construct at an offset of the template printed, in every pass. */
export function fromTemplate(x: Explanation, offset: number): Light | null {
  const at = smallest(
    [...x.leaves.map((leaf) => leaf.at), ...x.empties.map((empty) => empty.at)],
    offset,
  );
  if (!at) return null;
  return light(
    x.leaves.filter((leaf) => same(leaf.at, at)),
    [at],
  );
}

/** fromBody lights the output made of the smallest value of the body at an offset that any output came from. */
export function fromBody(x: Explanation, offset: number): Light | null {
  const origins = x.leaves.flatMap((leaf) => (leaf.origins ?? []).filter(inBody));
  const at = smallest(origins.map(span), offset);
  if (!at) return null;
  const leaves = x.leaves.filter((leaf) => leaf.origins?.some((o) => inBody(o) && same(span(o), at)));
  return { ...light(leaves, leaves.map((leaf) => leaf.at)), body: [at], rows: [] };
}

/** fromRow lights the output made of a parameter, context or stage variable. */
export function fromRow(x: Explanation, row: Row): Light | null {
  const leaves = x.leaves.filter((leaf) => leaf.origins?.some((o) => sameRow(o, row)));
  if (leaves.length === 0) return null;
  return { ...light(leaves, leaves.map((leaf) => leaf.at)), body: [], rows: [row] };
}

/** sameRow tells whether two rows are the same input; the names of headers ignore case. */
export function sameRow(a: Row, b: Row): boolean {
  if (a.source !== b.source) return false;
  return a.source === "params.header" ? a.path.toLowerCase() === b.path.toLowerCase() : a.path === b.path;
}

/** light gathers what some leaves stand for. */
function light(leaves: readonly Leaf[], template: readonly Span[]): Light {
  const origins = leaves.slice(0, maxSpans).flatMap((leaf) => leaf.origins ?? []);
  return {
    template: distinct(template),
    output: leaves.slice(0, maxSpans).map((leaf) => leaf.out),
    body: distinct(origins.filter(inBody).map(span)),
    rows: origins.filter((o) => !inBody(o)).map(({ source, path }) => ({ source, path })),
  };
}

/** smallest returns the shortest span that holds an offset, null if none does. */
function smallest(spans: readonly Span[], offset: number): Span | null {
  let best: Span | null = null;
  for (const s of spans) {
    const holds = s[0] <= offset && offset < s[1];
    if (holds && (!best || s[1] - s[0] < best[1] - best[0])) best = s;
  }
  return best;
}

/** distinct leaves out repeated spans, and cuts the list where it gets too long to draw. */
function distinct(spans: readonly Span[]): Span[] {
  const seen = new Map<string, Span>();
  for (const s of spans) {
    if (seen.size >= maxSpans) break;
    seen.set(`${s[0]},${s[1]}`, s);
  }
  return [...seen.values()];
}

function inBody(o: Origin): boolean {
  return o.source === "body";
}

function span(o: Origin): Span {
  return [o.start, o.end];
}

function same(a: Span, b: Span): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
