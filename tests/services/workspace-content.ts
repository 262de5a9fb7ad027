import type { WorkspaceFile } from '@/lib/model/workspace-file';

/** What is in a file, whatever its ids are: each id is its place in the order of what it belongs to. */
export function contentOf(text: string): unknown {
  const { exportedAt: _at, ...file } = JSON.parse(text) as WorkspaceFile;
  const order = <T extends { id: string }>(all: T[]) =>
    all.toSorted((a, b) => contentKey(a).localeCompare(contentKey(b)));
  const sorted = {
    ...file,
    environments: order(file.environments),
    requests: order(file.requests),
    sequences: order(file.sequences),
    sessions: order(file.sessions),
    exchanges: order(file.exchanges),
    runs: order(file.runs),
  };
  const ids = [
    sorted.requests,
    sorted.sequences,
    sorted.sessions,
    sorted.exchanges,
    sorted.runs,
    sorted.environments,
  ]
    .flat()
    .map(({ id }) => id);
  const places = new Map(ids.map((id, index) => [id, `id ${String(index)}`]));
  const named = JSON.stringify(sorted).replace(/"([\w-]{16,64})"/g, (whole, id: string) => {
    const place = places.get(id);
    return place === undefined ? whole : `"${place}"`;
  });
  return JSON.parse(named);
}

/** The same of a thing wherever it is, unlike that of others of its kind. */
function contentKey(thing: { id: string }): string {
  const { startedAt = '', createdAt = '', name = '', url = '' } = thing as Partial<Record<string, string>>;
  return [startedAt, createdAt, name, url].join(' ');
}
