import type { Arm, Explanation, Hint, Request } from "../engine/types";
import { setPath } from "./path";

/** Row is an arm with how often each input reached it. */
export interface Row {
  arm: Arm;
  /** By input: the current one, then the samples. */
  hits: number[];
}

/** merge joins the arms of several runs of one template; an arm is known by its place and kind. */
export function merge(answers: readonly (Explanation | null)[]): Row[] {
  const rows = new Map<string, Row>();
  answers.forEach((answer, i) => {
    for (const arm of answer?.coverage ?? []) {
      const key = `${arm.at[0]},${arm.at[1]},${arm.kind}`;
      let row = rows.get(key);
      if (!row) rows.set(key, (row = { arm, hits: answers.map(() => 0) }));
      row.hits[i] = arm.hits;
      if (arm.input && !row.arm.input) row.arm = { ...row.arm, input: arm.input };
    }
  });
  return [...rows.values()].sort((a, b) => a.arm.at[0] - b.arm.at[0]);
}

/** gutterOf says for each line whether its arms were reached: all, some, or none. */
export function gutterOf(rows: readonly Row[]): Map<number, "hit" | "partly" | "missed"> {
  const lines = new Map<number, "hit" | "partly" | "missed">();
  for (const row of rows) {
    const now = isHit(row) ? "hit" : "missed";
    const before = lines.get(row.arm.line);
    lines.set(row.arm.line, before && before !== now ? "partly" : now);
  }
  return lines;
}

/** isHit tells whether any input reached an arm. */
export function isHit(row: Row): boolean {
  return row.hits.some((n) => n > 0);
}

/** withHint returns a request changed as a hint says; it throws where the body cannot be changed so. */
export function withHint(request: Request, hint: Hint): Request {
  const text = hint.remove ? "" : typeof hint.value === "string" ? hint.value : JSON.stringify(hint.value);
  switch (hint.source) {
    case "body":
      if (request.response) return { ...request, response: { ...request.response, body: setPath(request.response.body ?? "", hint) } };
      return { ...request, body: setPath(request.body ?? "", hint) };
    case "params.path":
      return { ...request, pathParams: withKey(request.pathParams, hint, text) };
    case "stageVariables":
      return { ...request, stageVariables: withKey(request.stageVariables, hint, text) };
    case "params.querystring":
      return { ...request, query: [...(request.query ?? []).filter(([name]) => name !== hint.path), ...(hint.remove ? [] : [[hint.path, text] as [string, string]])] };
    case "params.header": {
      const rest = (request.headers ?? []).filter(([name]) => name.toLowerCase() !== hint.path.toLowerCase());
      return { ...request, headers: [...rest, ...(hint.remove ? [] : [[hint.path, text] as [string, string]])] };
    }
    case "context":
      return { ...request, context: withKey(request.context, hint, hint.value) };
  }
  throw new Error(`nothing is known of ${hint.source}`);
}

function withKey<T>(map: Record<string, T> | undefined, hint: Hint, value: T): Record<string, T> {
  const { [hint.path]: _, ...rest } = map ?? {};
  return hint.remove ? rest : { ...rest, [hint.path]: value };
}
