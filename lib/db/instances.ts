import 'server-only';
import type { Database } from './database';
import type { Scope } from './scope';
import { now, toText } from './times';

/** An instance that was not seen for this long is taken for dead; it says that it is there three times as often. */
const DEAD_MS = 10_000;
export const BEAT_MS = 3_000;
/** How long rows of dead instances are kept, to be looked at. */
const FORGET_MS = 24 * 60 * 60_000;

/** The database's own clock, so that no two machines have to agree; as text like every time. */
export const CLOCK = {
  sqlite: `strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`,
  postgres: `to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
};

/** Says that this instance is alive. */
export async function beat({ sql, kind, instanceId }: Database): Promise<void> {
  const text = `INSERT INTO "Instance" ("id", "seenAt", "createdAt") VALUES (?, ${CLOCK[kind]}, ?) ON CONFLICT ("id") DO UPDATE SET "seenAt" = excluded."seenAt"`;
  await sql.write([{ text, args: [instanceId, now()] }], { durable: false });
}

/** Says that this instance ends by itself. */
export async function leave({ sql, instanceId }: Database): Promise<void> {
  await sql.write([{ text: 'DELETE FROM "Instance" WHERE "id" = ?', args: [instanceId] }]);
}

/**
 * Marks sends and runs as interrupted whose instance is dead, in every workspace. One that was only taken for dead
 * stores its results over this mark all the same. Answers how many sends and runs it marked.
 */
export async function interruptDead({ sql, kind }: Database): Promise<{ sends: number; runs: number }> {
  const [clock] = await sql.all<{ now: string }>(`SELECT ${CLOCK[kind]} AS "now"`, []);
  const time = Date.parse(clock?.now ?? '');
  const dead = toText(new Date(time - DEAD_MS));
  // Young ones too are left alone: their instance may not have said yet that it is there.
  const isDead = (table: string): string =>
    `"createdAt" < ? AND NOT EXISTS (SELECT 1 FROM "Instance" AS i WHERE i."id" = "${table}"."runner" AND i."seenAt" >= ?)`;
  const [sends = 0, runs = 0] =
    (await sql.write(
      [
        {
          text: `UPDATE "Exchange" SET "state" = 'interrupted', "errorCode" = 'interrupted' WHERE "state" = 'running' AND ${isDead('Exchange')}`,
          args: [dead, dead],
        },
        {
          text: `UPDATE "Run" SET "status" = 'interrupted' WHERE "status" = 'running' AND ${isDead('Run')}`,
          args: [dead, dead],
        },
        {
          text: 'DELETE FROM "Instance" WHERE "seenAt" < ?',
          args: [toText(new Date(time - FORGET_MS))],
        },
      ],
      { durable: false },
    )) ?? [];
  return { sends, runs };
}

/** Marks one send of this instance that could not be stored. Answers nothing: it may be gone. */
export async function interruptOne({ db, workspaceId }: Scope, id: string): Promise<void> {
  const text = `UPDATE "Exchange" SET "state" = 'interrupted', "errorCode" = 'interrupted' WHERE "id" = ? AND "workspaceId" = ? AND "state" = 'running'`;
  await db.sql.write([{ text, args: [id, workspaceId] }]);
}
