import type { Arrangement } from '@/lib/model/arrangement';

/** The order in which the workspace's things are shown; see `lib/model/arrangement.ts`. */
export type { Arrangement };

interface Named {
  id: string;
}

/** Items in the order of `ids`. What the order does not name keeps its own order, at the `fresh` end. */
export function inOrder<T extends Named>(
  items: readonly T[],
  ids: readonly string[],
  fresh: 'first' | 'last',
): T[] {
  const place = new Map(ids.map((id, index) => [id, index]));
  const named = items
    .filter(({ id }) => place.has(id))
    .sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  const others = items.filter(({ id }) => !place.has(id));
  return fresh === 'first' ? [...others, ...named] : [...named, ...others];
}

/** `ids` with `id` put before another one; null puts it at the end. */
export function putBefore(ids: readonly string[], id: string, before: string | null): string[] {
  if (id === before) return [...ids];
  const rest = ids.filter((one) => one !== id);
  const at = before === null ? -1 : rest.indexOf(before);
  return at < 0 ? [...rest, id] : rest.toSpliced(at, 0, id);
}

/** `ids` with `id` one place up (-1) or down (1); the same when it is at that end already. */
export function step(ids: readonly string[], id: string, by: -1 | 1): string[] {
  const at = ids.indexOf(id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= ids.length) return [...ids];
  return ids.toSpliced(at, 1).toSpliced(to, 0, id);
}

/** Saved requests as they are shown: folders in order, each with its own, then those in no folder. */
export function shelves<T extends Named>(
  items: readonly T[],
  { folders, requests }: Arrangement,
): { folders: { id: string; name: string; items: T[] }[]; loose: T[] } {
  const byId = new Map(items.map((item) => [item.id, item]));
  const filed = folders.map(({ id, name, items: ids }) => ({
    id,
    name,
    items: ids.flatMap((one) => byId.get(one) ?? []),
  }));
  const inFolders = new Set(folders.flatMap(({ items: ids }) => ids));
  const loose = items.filter(({ id }) => !inFolders.has(id));
  return { folders: filed, loose: inOrder(loose, requests, 'first') };
}

/** Puts a request into a folder (null: into none), before another one there (null: at the end). */
export function fileRequest(
  arrangement: Arrangement,
  loose: readonly string[],
  id: string,
  to: { folder: string | null; before: string | null },
): Arrangement {
  const folders = arrangement.folders.map((folder) => ({
    ...folder,
    items:
      folder.id === to.folder
        ? putBefore(folder.items, id, to.before)
        : folder.items.filter((one) => one !== id),
  }));
  const requests = to.folder === null ? putBefore(loose, id, to.before) : loose.filter((one) => one !== id);
  return { ...arrangement, folders, requests };
}
