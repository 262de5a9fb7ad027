const KEY = 'playjar:jsonpath';
const KEPT = 20;

/** JSONPaths that were used in this browser, newest first. */
export function queriesHad(): string[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '[]') as unknown;
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/** Puts a query in front; answers the new list. */
export function keepQuery(query: string): string[] {
  const list = [query, ...queriesHad().filter((one) => one !== query)].slice(0, KEPT);
  try {
    localStorage.setItem(KEY, JSON.stringify(list));
  } catch {
    // Storage is full or off: the filter works without a memory.
  }
  return list;
}
