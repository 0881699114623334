import type { ContextVariable } from "../engine/types";

/** Overrides is what the person laid over the generated $context: dotted names or nested objects. */
type Overrides = Record<string, unknown>;

/** contextValue returns the text of a variable that is overridden, by a dotted name or in nested objects. */
export function contextValue(context: Overrides, name: string): string {
  let value: unknown = context[name];
  if (value === undefined) {
    value = name.split(".").reduce<unknown>((o, key) => (o && typeof o === "object" ? (o as Overrides)[key] : undefined), context);
  }
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** withContext overrides a variable; an empty text leaves it to its generated value. */
export function withContext(context: Overrides, name: string, text: string): Overrides {
  if (Object.hasOwn(context, name) || !nested(context, name)) {
    const { [name]: _, ...rest } = context;
    return text === "" ? rest : { ...rest, [name]: text };
  }
  const [head, ...tail] = name.split(".") as [string, ...string[]];
  return { ...context, [head]: withContext(context[head] as Overrides, tail.join("."), text) };
}

/** nested tells whether the first part of a dotted name is an object of the overrides. */
function nested(context: Overrides, name: string): boolean {
  const dot = name.indexOf(".");
  const inner = dot > 0 ? context[name.slice(0, dot)] : undefined;
  return typeof inner === "object" && inner !== null && !Array.isArray(inner);
}

/** Group is a part of the form. */
export interface Group {
  name: string;
  variables: ContextVariable[];
}

/** groupsOf sorts the documented variables into the parts of the form by the first part of their names. */
export function groupsOf(variables: readonly ContextVariable[]): Group[] {
  const groups = new Map<string, ContextVariable[]>();
  for (const variable of variables) {
    const dot = variable.name.indexOf(".");
    const name = dot > 0 ? variable.name.slice(0, dot) : "";
    const list = groups.get(name);
    if (list) list.push(variable);
    else groups.set(name, [variable]);
  }
  return [...groups].map(([name, list]) => ({ name, variables: list }));
}
