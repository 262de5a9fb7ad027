import 'server-only';
import type { Database } from './database';

/** So many at once, since a large delete keeps every writer waiting. */
const AT_ONCE = 500;

/**
 * Throws away the oldest sends of workspaces that keep more than `most`, other than those that a run shows and those
 * under way. Answers how many went.
 */
export async function trimHistory({ sql }: Database, most: number): Promise<number> {
  const crowded = await sql.all<{ workspaceId: string }>(
    'SELECT "workspaceId" FROM "Exchange" GROUP BY "workspaceId" HAVING count(*) > ?',
    [most],
  );
  let gone = 0;
  for (const { workspaceId } of crowded) {
    for (let count = AT_ONCE; count === AT_ONCE; gone += count) count = await trim(sql, workspaceId, most);
  }
  return gone;
}

async function trim(sql: Database['sql'], workspaceId: string, most: number): Promise<number> {
  const text = `DELETE FROM "Exchange" WHERE "workspaceId" = ? AND "id" IN (
    SELECT e."id" FROM "Exchange" AS e WHERE e."workspaceId" = ? AND e."state" <> 'running'
    AND NOT EXISTS (SELECT 1 FROM "RunStep" AS s WHERE s."exchangeId" = e."id")
    ORDER BY e."startedAt" DESC, e."id" DESC LIMIT ? OFFSET ?)`;
  const [count = 0] = (await sql.write([{ text, args: [workspaceId, workspaceId, AT_ONCE, most] }])) ?? [];
  return count;
}
