import 'server-only';
import type { Page } from '@/lib/model/page';
import type { Sequence } from '@/lib/model/sequence';
import { type Listing, madeBefore, readListing, toPage } from './cursor';
import { newId } from './ids';
import type { Scope } from './scope';
import {
  insertSteps,
  sealVariables,
  toSequence,
  type NewSequence,
  type SequenceRow,
  type StepRow,
} from './sequence-rows';
import type { SqlValue } from './sql';
import { now } from './times';

// Every run begins with these.
const SELECT =
  'SELECT "id", "name", "description", "version", "sealedVariables", "createdAt", "updatedAt" FROM "Sequence" WHERE "id" = ? AND "workspaceId" = ?';
const SELECT_STEPS =
  'SELECT "id", "name", "onFailure", "sealed" FROM "Step" WHERE "sequenceId" = ? AND "workspaceId" = ? ORDER BY "position"';
const WITH_STEPS = { steps: { orderBy: { position: 'asc' } } } as const;

export async function createSequence(scope: Scope, input: NewSequence): Promise<Sequence> {
  const { name, description, steps, variables } = input;
  const id = newId();
  const time = now();
  await scope.db.sql.write([
    {
      text: `INSERT INTO "Sequence" ("id", "workspaceId", "name", "description", "version", "sealedVariables", "createdAt", "updatedAt") VALUES (?, ?, ?, ?, 1, ?, ?, ?)`,
      args: [id, scope.workspaceId, name, description, sealVariables(scope, id, variables), time, time],
    },
    ...insertSteps(scope, id, steps, time),
  ]);
  return {
    id,
    name,
    description,
    steps: [...steps],
    variables,
    version: 1,
    createdAt: time,
    updatedAt: time,
  };
}

/** Newest first, each with its steps. */
export async function listSequences(scope: Scope, listing: Listing): Promise<Page<Sequence>> {
  const { take, after } = readListing(listing);
  const rows = await scope.db.prisma.sequence.findMany({
    where: {
      workspaceId: scope.workspaceId,
      ...madeBefore(after),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: take + 1,
    include: WITH_STEPS,
  });
  return toPage(
    rows,
    take,
    (row) => ({ time: row.createdAt, id: row.id }),
    (row) => toSequence(scope, row),
  );
}

/** @throws AppError `secret_unreadable` */
export async function findSequence(scope: Scope, id: string): Promise<Sequence | null> {
  const { db, workspaceId } = scope;
  const [row] = await db.sql.allOften<Omit<SequenceRow, 'steps'>>('Sequence', SELECT, [id, workspaceId]);
  if (row === undefined) return null;
  const steps = await db.sql.allOften<StepRow>('Step', SELECT_STEPS, [id, workspaceId]);
  return toSequence(scope, { ...row, steps: [...steps] });
}

/**
 * Replaces a sequence whole, in one transaction. `stale`: `ifVersion` is not the stored version any more; null: there
 * is no such sequence.
 */
export async function replaceSequence(
  scope: Scope,
  id: string,
  { name, description, steps, variables }: NewSequence,
  ifVersion?: number,
  changedBy: string | null = null,
): Promise<Sequence | 'stale' | null> {
  const time = now();
  const guard: SqlValue[] = ifVersion === undefined ? [] : [ifVersion];
  const replaced = await scope.db.sql.write([
    {
      text: `UPDATE "Sequence" SET "name" = ?, "description" = ?, "sealedVariables" = ?, "updatedAt" = ?, "changedBy" = ?, "version" = "version" + 1 WHERE "id" = ? AND "workspaceId" = ?${ifVersion === undefined ? '' : ' AND "version" = ?'}`,
      args: [
        name,
        description,
        sealVariables(scope, id, variables),
        time,
        changedBy,
        id,
        scope.workspaceId,
        ...guard,
      ],
      needsRow: true,
    },
    {
      text: 'DELETE FROM "Step" WHERE "sequenceId" = ? AND "workspaceId" = ?',
      args: [id, scope.workspaceId],
    },
    ...insertSteps(scope, id, steps, time),
  ]);
  const sequence = await findSequence(scope, id);
  return replaced === null && sequence !== null ? 'stale' : sequence;
}

/** Who saved it last; null: nobody noted it. */
export async function whoSavedSequence({ db, workspaceId }: Scope, id: string): Promise<string | null> {
  const text = 'SELECT "changedBy" FROM "Sequence" WHERE "id" = ? AND "workspaceId" = ?';
  return (await db.sql.all<{ changedBy: string | null }>(text, [id, workspaceId]))[0]?.changedBy ?? null;
}

/** Deletes a sequence; its runs and shares stay. Answers whether there was one. */
export async function deleteSequence({ db, workspaceId }: Scope, id: string): Promise<boolean> {
  const { count } = await db.prisma.sequence.deleteMany({ where: { id, workspaceId } });
  return count > 0;
}
