import 'server-only';
import type { ChangeKind, WorkspaceChange } from '@/lib/model/workspace-change';
import type { Database } from './database';
import { newId } from './ids';
import { reachable, type Scope } from './scope';
import { now, toText } from './times';

/** A page that was away for longer reads everything anew. */
const KEPT_MS = 15 * 60_000;

/** The name that is rung when something changed in a workspace. */
export const changeBell = (workspaceId: string): string => `workspace:${workspaceId}`;

export interface Change {
  kind: ChangeKind;
  subjectId: string | null;
  /** whoever reaches this session hears of it; null: everyone */
  sessionId: string | null;
  userId: string | null;
  /** by what name the others know them */
  actor: string | null;
}

/** Writes down for the others that something changed, and tells them to look. */
export async function appendChange({ db, workspaceId }: Scope, change: Change): Promise<void> {
  const { kind, subjectId, sessionId, userId, actor } = change;
  const text =
    'INSERT INTO "WorkspaceChange" ("id", "workspaceId", "kind", "subjectId", "sessionId", "userId", "actor", "createdAt") VALUES (?, ?, ?, ?, ?, ?, ?, ?)';
  const args = [newId(), workspaceId, kind, subjectId, sessionId, userId, actor, now()];
  await db.sql.write([{ text, args }], { durable: false });
  await db.bell.ring(changeBell(workspaceId));
}

interface Row extends Omit<WorkspaceChange, 'isMine' | 'by'> {
  userId: string | null;
  actor: string | null;
}

/** Changes within the reader's reach that were written down since a time, in order. */
export async function listChanges(
  { db, workspaceId, reader }: Scope,
  since: Date,
): Promise<WorkspaceChange[]> {
  const rows = await db.sql.all<Row>(
    `SELECT "id", "kind", "subjectId", "sessionId", "userId", "actor" FROM "WorkspaceChange" AS c
     WHERE "workspaceId" = ? AND "createdAt" >= ? AND ("sessionId" IS NULL OR EXISTS
       (SELECT 1 FROM "Session" AS s WHERE s."id" = c."sessionId" AND ${reachable('s')}))
     ORDER BY "createdAt", "id"`,
    [workspaceId, toText(since), reader],
  );
  return rows.map(({ userId, actor, ...row }) => ({ ...row, by: actor, isMine: userId === reader }));
}

/** Throws changes away that nobody waits for any more. */
export async function deleteOldChanges({ sql }: Database): Promise<void> {
  const time = toText(new Date(Date.now() - KEPT_MS));
  await sql.write([{ text: 'DELETE FROM "WorkspaceChange" WHERE "createdAt" < ?', args: [time] }]);
}
