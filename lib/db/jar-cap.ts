import 'server-only';
import { jarTopic } from './cookie-rows';
import type { Database } from './database';
import type { Scope } from './scope';
import type { Statement } from './sql';

/** Puts after which the cookies are counted anew, since other processes write to the same jar. */
const RECOUNT_AFTER = 64;
const MOST_SESSIONS = 10_000;

interface Size {
  /** at most this many, as far as this process knows */
  atMost: number;
  puts: number;
}
const sizes = new WeakMap<Database, Map<string, Size>>();

/** Expired ones first, then those that no request needed for longest (RFC 6265bis §5.7, "remove excess cookies"). */
const TRIM = `DELETE FROM "Cookie" WHERE "sessionId" = ? AND "workspaceId" = ? AND ("domain", "hostOnly", "path", "name") IN (
  SELECT "domain", "hostOnly", "path", "name" FROM "Cookie" WHERE "sessionId" = ?
  ORDER BY CASE WHEN "expiresAt" <= ? THEN 0 ELSE 1 END, "lastAccessedAt", "createdAt", "ordinal"
  LIMIT (SELECT CASE WHEN count(*) > ? THEN count(*) - ? ELSE 0 END FROM "Cookie" WHERE "sessionId" = ?))`;

/**
 * What a write that puts `adding` cookies must end with, so that a jar holds no more than the database's limit. Counting
 * a jar of 2,000 costs as much as the whole write, so it is counted once and then reckoned on.
 */
export async function capStatements(
  scope: Scope,
  sessionId: string,
  adding: number,
  time: string,
): Promise<Statement[]> {
  if (adding === 0) return [];
  const { db, workspaceId } = scope;
  const known = sizes.get(db) ?? new Map<string, Size>();
  sizes.set(db, known);
  const size = known.get(sessionId) ?? { atMost: await count(scope, sessionId), puts: 0 };
  if (known.size >= MOST_SESSIONS) known.clear();
  const next = { atMost: size.atMost + adding, puts: size.puts + adding };
  if (next.puts > RECOUNT_AFTER || next.atMost > db.cookiesPerSession) known.delete(sessionId);
  else known.set(sessionId, next);
  if (next.atMost <= db.cookiesPerSession) return [];
  const most = db.cookiesPerSession;
  return [
    {
      text: TRIM,
      args: [sessionId, workspaceId, sessionId, time, most, most, sessionId],
      part: jarTopic(sessionId),
    },
  ];
}

async function count({ db }: Scope, sessionId: string): Promise<number> {
  const text = 'SELECT CAST(count(*) AS INTEGER) AS "count" FROM "Cookie" WHERE "sessionId" = ?';
  const [row] = await db.sql.all<{ count: number }>(text, [sessionId]);
  return row?.count ?? 0;
}
