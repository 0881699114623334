// Vitest prints failures with Map.groupBy, which Node.js 20 lacks; without this its report ends at the first one.
const map = Map as unknown as { groupBy?: (items: Iterable<unknown>, key: (item: unknown) => unknown) => Map<unknown, unknown[]> };
map.groupBy ??= (items, key) => {
  const groups = new Map<unknown, unknown[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
};
