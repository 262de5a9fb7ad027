import 'server-only';
import { ofReachable, reachableTo, type Scope } from './scope';

/**
 * Deletes a run and its steps; a session that was made for it alone goes with it, and its sends. Answers whether there
 * was one.
 */
export async function deleteRun({ db, workspaceId, reader }: Scope, id: string): Promise<boolean> {
  const [run] = await db.sql.all<{ sessionId: string }>(
    `SELECT "sessionId" FROM "Run" WHERE "id" = ? AND "workspaceId" = ? AND ${ofReachable('"Run"')}`,
    [id, workspaceId, reader],
  );
  if (run === undefined) return false;
  const deleted = await db.sql.write([
    {
      text: 'DELETE FROM "Run" WHERE "id" = ? AND "workspaceId" = ?',
      args: [id, workspaceId],
      needsRow: true,
    },
    {
      text: `DELETE FROM "Session" WHERE "id" = ? AND "workspaceId" = ? AND "purpose" = 'run' AND NOT EXISTS (SELECT 1 FROM "Run" WHERE "sessionId" = "Session"."id")`,
      args: [run.sessionId, workspaceId],
    },
  ]);
  return deleted !== null;
}

/** Makes a run the reference of its sequence in place of the one before; null: the sequence has none from then on. */
export async function setReference(
  { db, workspaceId }: Scope,
  sequenceId: string,
  runId: string | null,
): Promise<void> {
  const id = runId ?? '';
  const text =
    'UPDATE "Run" SET "isReference" = ("id" = ?) WHERE "workspaceId" = ? AND "sequenceId" = ? AND ("isReference" OR "id" = ?)';
  await db.sql.write([{ text, args: [id, workspaceId, sequenceId, id] }]);
}

/** The id of the run that others of a sequence are compared with; null when none was named. */
export async function findReference(scope: Scope, sequenceId: string): Promise<string | null> {
  const { db, workspaceId } = scope;
  const where = { workspaceId, sequenceId, isReference: true, ...reachableTo(scope) };
  const row = await db.prisma.run.findFirst({ where, select: { id: true } });
  return row?.id ?? null;
}
