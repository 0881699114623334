/** flags are the options of vtl render that raise a limit, by its name. */
const flags: Record<string, string> = {
  time: "--timeout",
  "output bytes": "--max-output",
  "source nesting": "--max-depth",
};

/** raising says how a limit is raised on the command line, "" for one that is fixed there too. */
export function raising(limit: string | undefined): string {
  const flag = flags[limit ?? ""];
  return flag ? `On the command line, vtl render ${flag} raises it.` : "";
}
