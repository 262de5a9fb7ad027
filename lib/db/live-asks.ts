import 'server-only';
import type { Database } from './database';
import { newId } from './ids';
import type { Scope } from './scope';
import { now, toText } from './times';

/** A thing that is under way in some instance. */
export interface UnderWay {
  kind: 'exchange' | 'run';
  id: string;
}

export type AskKind = 'watch' | 'cancel' | 'say';

/** What another instance asked of this one. */
export interface Ask {
  workspaceId: string;
  channelId: string;
  kind: AskKind;
  /** sealed by the workspace; null when there is nothing to say */
  sealed: Uint8Array | null;
  id: string;
}

/** Older ones nobody will hear any more. */
const KEPT_MS = 60_000;
const RUNNING = {
  exchange: `SELECT "runner" FROM "Exchange" WHERE "id" = ? AND "workspaceId" = ? AND "state" = 'running'`,
  run: `SELECT "runner" FROM "Run" WHERE "id" = ? AND "workspaceId" = ? AND "status" = 'running'`,
};
const INSERT =
  'INSERT INTO "LiveAsk" ("id", "workspaceId", "instanceId", "channelId", "kind", "sealed", "createdAt") VALUES (?, ?, ?, ?, ?, ?, ?)';

const place = (id: string) => ({ column: 'LiveAsk.sealed', row: id });

/** Asks the instance that works on something. Answers false when it is not under way. @throws AppError `store_busy` */
export async function askRunner(
  { db, workspaceId, vault }: Scope,
  { kind, id }: UnderWay,
  ask: { kind: AskKind; say?: unknown },
): Promise<boolean> {
  const [row] = await db.sql.all<{ runner: string | null }>(RUNNING[kind], [id, workspaceId]);
  if (!row?.runner) return false;
  const askId = newId();
  const sealed = ask.say === undefined ? null : vault.sealJson(place(askId), ask.say);
  const args = [askId, workspaceId, row.runner, id, ask.kind, sealed, now()];
  await db.sql.write([{ text: INSERT, args }], { durable: false });
  await db.bell.ring(row.runner);
  return true;
}

/** What was asked of this instance since it last looked, in order. Each ask is taken once. */
export async function takeAsks({ sql, instanceId }: Database): Promise<Ask[]> {
  const asks = await sql.all<Ask>(
    'SELECT "id", "workspaceId", "channelId", "kind", "sealed" FROM "LiveAsk" WHERE "instanceId" = ? ORDER BY "createdAt", "id"',
    [instanceId],
  );
  if (asks.length === 0) return [];
  const marks = asks.map(() => '?').join(', ');
  const text = `DELETE FROM "LiveAsk" WHERE "id" IN (${marks})`;
  await sql.write([{ text, args: asks.map(({ id }) => id) }], { durable: false });
  return asks;
}

/** What an ask says. @throws AppError `secret_unreadable` */
export function openAsk<T>({ vault }: Scope, ask: Ask, read: (data: unknown) => T): T | null {
  return ask.sealed && vault.openJson(place(ask.id), ask.sealed, read);
}

/** Throws asks away that their instance did not live to hear. */
export async function deleteOldAsks({ sql }: Database): Promise<void> {
  const time = toText(new Date(Date.now() - KEPT_MS));
  await sql.write([{ text: 'DELETE FROM "LiveAsk" WHERE "createdAt" < ?', args: [time] }]);
}
