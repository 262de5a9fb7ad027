import 'server-only';
import type { PersonHere } from '@/lib/model/workspace-change';
import type { Database } from './database';
import { CLOCK } from './instances';
import { reachable, type Scope } from './scope';
import { now } from './times';

/** Whoever was not seen for this long is gone: the instance that served them may have died. */
const GONE_SECONDS = 25;
/** How often a stream says that its page is still there. */
export const SEEN_MS = 8_000;

const LATELY = {
  sqlite: `strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-${String(GONE_SECONDS)} seconds')`,
  postgres: `to_char((clock_timestamp() - interval '${String(GONE_SECONDS)} seconds') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
};

export interface Here {
  /** of the stream that renews it */
  id: string;
  userId: string;
  name: string;
  places: readonly string[];
}

/** Says where a page of someone is now. */
export async function putPresence({ db, workspaceId }: Scope, here: Here): Promise<void> {
  const { id, userId, name, places } = here;
  const text = `INSERT INTO "Presence" ("id", "workspaceId", "userId", "name", "places", "seenAt", "createdAt") VALUES (?, ?, ?, ?, ?, ${CLOCK[db.kind]}, ?)
    ON CONFLICT ("id") DO UPDATE SET "places" = excluded."places", "seenAt" = excluded."seenAt"
    WHERE "Presence"."userId" = excluded."userId" AND "Presence"."workspaceId" = excluded."workspaceId"`;
  const args = [id, workspaceId, userId, name, places.join(' '), now()];
  await db.sql.write([{ text, args }], { durable: false });
}

/** Says that a page is still there. */
export async function renewPresence({ db, workspaceId }: Scope, id: string): Promise<void> {
  const text = `UPDATE "Presence" SET "seenAt" = ${CLOCK[db.kind]} WHERE "id" = ? AND "workspaceId" = ?`;
  await db.sql.write([{ text, args: [id, workspaceId] }], { durable: false });
}

export async function deletePresence({ db, workspaceId }: Scope, id: string): Promise<void> {
  const text = 'DELETE FROM "Presence" WHERE "id" = ? AND "workspaceId" = ?';
  await db.sql.write([{ text, args: [id, workspaceId] }], { durable: false });
}

/** The others who are in the workspace now, by name, and where, as far as the reader reaches those places. */
export async function listOthersHere({ db, workspaceId, reader }: Scope): Promise<PersonHere[]> {
  const rows = await db.sql.all<{ userId: string; name: string; places: string }>(
    `SELECT "userId", "name", "places" FROM "Presence"
     WHERE "workspaceId" = ? AND "userId" IS DISTINCT FROM ? AND "seenAt" >= ${LATELY[db.kind]}
     AND EXISTS (SELECT 1 FROM "Membership" AS m WHERE m."workspaceId" = "Presence"."workspaceId" AND m."userId" = "Presence"."userId")
     ORDER BY "name", "userId"`,
    [workspaceId, reader],
  );
  if (rows.length === 0) return [];
  const sessions = await db.sql.all<{ id: string }>(
    `SELECT "id" FROM "Session" AS s WHERE "workspaceId" = ? AND ${reachable('s')}`,
    [workspaceId, reader],
  );
  const known = new Set(sessions.map(({ id }) => `session:${id}`));
  const people = new Map<string, PersonHere>();
  for (const { userId, name, places } of rows) {
    const person = people.get(userId) ?? { name, places: [] };
    const shown = places
      .split(' ')
      .filter((place) => place && (!place.startsWith('session:') || known.has(place)));
    person.places = [...new Set([...person.places, ...shown])].sort();
    people.set(userId, person);
  }
  return [...people.values()];
}

/** Throws away what instances left behind that died. */
export async function deleteOldPresences({ sql, kind }: Database): Promise<void> {
  await sql.write([{ text: `DELETE FROM "Presence" WHERE "seenAt" < ${LATELY[kind]}`, args: [] }]);
}
