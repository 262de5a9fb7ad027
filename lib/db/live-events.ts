import 'server-only';
import type { Database } from './database';
import type { Scope } from './scope';
import { now, toText } from './times';

/** Nobody goes on watching after this: what is under way tells its end by its own row. */
const KEPT_MS = 15 * 60_000;
const COLUMNS = '"channelId", "number", "workspaceId", "sealed", "createdAt"';

/** An event with its place among those of its channel, from 1. */
export interface NumberedEvent {
  number: number;
  data: unknown;
}

const place = (channelId: string, number: number) => ({
  column: 'LiveEvent.sealed',
  row: `${channelId}:${number}`,
});

/** Writes down what watchers in other instances shall hear, and tells them to look. */
export async function appendLiveEvents(
  { db, workspaceId, vault }: Scope,
  channelId: string,
  events: readonly NumberedEvent[],
): Promise<void> {
  const text = `INSERT INTO "LiveEvent" (${COLUMNS}) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
  const statements = events.map(({ number, data }) => ({
    text,
    args: [channelId, number, workspaceId, vault.sealJson(place(channelId, number), data), now()],
  }));
  if (statements.length > 0) await db.sql.write(statements, { durable: false });
  await db.bell.ring(channelId);
}

/** Events of a channel behind number `after`, in order. @throws AppError `secret_unreadable` */
export async function listLiveEvents(
  { db, workspaceId, vault }: Scope,
  channelId: string,
  after: number,
): Promise<NumberedEvent[]> {
  const rows = await db.sql.all<{ number: number; sealed: Uint8Array }>(
    'SELECT "number", "sealed" FROM "LiveEvent" WHERE "channelId" = ? AND "workspaceId" = ? AND "number" > ? ORDER BY "number"',
    [channelId, workspaceId, after],
  );
  return rows.map(({ number, sealed }) => ({
    number,
    data: vault.openJson(place(channelId, number), sealed, (data) => data),
  }));
}

/** Throws events away that nobody waits for any more. */
export async function deleteOldEvents({ sql }: Database): Promise<void> {
  const time = toText(new Date(Date.now() - KEPT_MS));
  await sql.write([{ text: 'DELETE FROM "LiveEvent" WHERE "createdAt" < ?', args: [time] }]);
}
