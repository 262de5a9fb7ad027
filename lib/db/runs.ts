import 'server-only';
import type { Page } from '@/lib/model/page';
import type { Run, RunStatus, RunSummary, StepResult, StepStatus } from '@/lib/model/run';
import { begunBefore, type Listing, readListing, toPage } from './cursor';
import { toExchange, type ExchangeRow } from './exchange-rows';
import { reachable, reachableTo, type Scope } from './scope';
import type { Statement } from './sql';
import { now, toText } from './times';

interface RunRow {
  id: string;
  sequenceId: string | null;
  sessionId: string;
  status: string;
  stepCount: number;
  startedAt: string;
  elapsedMs: number;
  isReference: boolean;
  session: { name: string };
  sentBy: string | null;
}
interface StepRow {
  position: number;
  stepId: string;
  name: string;
  status: string;
  sealed: Uint8Array;
  exchange: ExchangeRow | null;
}

const RUN = {
  id: true,
  sequenceId: true,
  sessionId: true,
  status: true,
  stepCount: true,
  startedAt: true,
  elapsedMs: true,
  isReference: true,
  session: { select: { name: true } },
  sentBy: true,
} as const;
const EXCHANGE = {
  id: true,
  sessionId: true,
  startedAt: true,
  state: true,
  sealedSpec: true,
  sealedRecord: true,
} as const;
const STEP = {
  position: true,
  stepId: true,
  name: true,
  status: true,
  sealed: true,
  exchange: { select: EXCHANGE },
} as const;

/** Where its sealed part lies. */
export const runStepPlace = (runId: string, position: number) => ({
  column: 'RunStep.sealed',
  row: `${runId}:${position}`,
});

/** @throws AppError `not_found` when the session is gone */
export async function createRun(
  { db, workspaceId }: Scope,
  run: {
    id: string;
    sequenceId: string | null;
    sessionId: string;
    stepCount: number;
    startedAt: Date;
    sentBy?: string | null;
  },
  options: { durable?: boolean; late?: boolean } = {},
): Promise<void> {
  const { id, sequenceId, sessionId, stepCount, startedAt, sentBy = null } = run;
  const text = `INSERT INTO "Run" ("id", "workspaceId", "sequenceId", "sessionId", "status", "stepCount", "startedAt", "createdAt", "sentBy", "elapsedMs", "runner") VALUES (?, ?, (SELECT "id" FROM "Sequence" WHERE "id" = ? AND "workspaceId" = ?), ?, 'running', ?, ?, ?, ?, 0, ?)`;
  const of = [id, workspaceId, sequenceId, workspaceId, sessionId];
  const args = [...of, stepCount, toText(startedAt), now(), sentBy, db.instanceId];
  await db.sql.write([{ text, args }], options);
}

/**
 * Adds a step's result to a run. The exchange is stored already and is named by its id here; one that could not be
 * stored is left out. What is `durable` takes along the exchange, which was written before it. @throws AppError `not_found` when the run is gone
 */
export async function appendRunStep(
  scope: Scope,
  runId: string,
  position: number,
  result: StepResult,
  { durable = true }: { durable?: boolean } = {},
): Promise<void> {
  const { db, workspaceId, vault } = scope;
  const { stepId, name, status, exchange, ...rest } = result;
  const text = `INSERT INTO "RunStep" ("runId", "position", "workspaceId", "stepId", "name", "status", "exchangeId", "sealed", "createdAt") VALUES (?, ?, ?, ?, ?, ?, (SELECT "id" FROM "Exchange" WHERE "id" = ? AND "workspaceId" = ?), ?, ?)`;
  const of = [runId, position, workspaceId, stepId, name, status, exchange?.id ?? null, workspaceId];
  const make = (): Statement[] => [
    { text, args: [...of, vault.sealJson(runStepPlace(runId, position), rest), now()] },
  ];
  if (durable) await db.sql.write(make());
  else await db.sql.writeSoon({ tables: ['RunStep'], make: () => Promise.resolve(make()) });
}

/** Answers whether there was such a run. */
export async function finishRun(
  { db, workspaceId }: Scope,
  id: string,
  { status, elapsedMs }: { status: RunStatus; elapsedMs: number },
): Promise<boolean> {
  const text = 'UPDATE "Run" SET "status" = ?, "elapsedMs" = ? WHERE "id" = ? AND "workspaceId" = ?';
  const [count = 0] = (await db.sql.write([{ text, args: [status, elapsedMs, id, workspaceId] }])) ?? [];
  return count > 0;
}

/** A run with the steps it has so far; exchanges without their bodies' text. @throws AppError `secret_unreadable` */
export async function findRun(scope: Scope, id: string): Promise<Run | null> {
  const row = await scope.db.prisma.run.findFirst({
    where: { id, workspaceId: scope.workspaceId, ...reachableTo(scope) },
    select: { ...RUN, steps: { select: STEP, orderBy: { position: 'asc' } } },
  });
  if (row === null) return null;
  const { steps, ...run } = row;
  return { ...toSummary(run), steps: steps.map((step) => toStep(scope, id, step)) };
}

/** A run without its steps, for a caller who has them. */
export async function findRunSummary(
  { db, workspaceId, reader }: Scope,
  id: string,
): Promise<RunSummary | null> {
  const columns = Object.keys(RUN).filter((name) => name !== 'session');
  const text = `SELECT ${columns.map((name) => `r."${name}"`).join(', ')}, s."name" AS "sessionName" FROM "Run" AS r JOIN "Session" AS s ON s."id" = r."sessionId" WHERE r."id" = ? AND r."workspaceId" = ? AND ${reachable('s')}`;
  type Row = Omit<RunSummary, 'isReference'> & { isReference: boolean | number };
  const [row] = await db.sql.all<Row>(text, [id, workspaceId, reader]);
  // SQLite has 0 and 1 for booleans.
  return row === undefined ? null : { ...row, isReference: Boolean(row.isReference) };
}

/** What the steps of the run that an exchange was part of took from their responses; nothing when it was part of none. */
export async function listExtracted(
  { db, workspaceId, vault }: Scope,
  exchangeId: string,
): Promise<StepResult['extracted']> {
  const text =
    'SELECT "runId", "position", "sealed" FROM "RunStep" WHERE "workspaceId" = ? AND "runId" IN (SELECT "runId" FROM "RunStep" WHERE "exchangeId" = ?)';
  type Row = { runId: string; position: number; sealed: Uint8Array };
  const rows = await db.sql.all<Row>(text, [workspaceId, exchangeId]);
  return rows.flatMap(({ runId, position, sealed }) =>
    vault.openJson(runStepPlace(runId, position), sealed, (data) => (data as StepResult).extracted),
  );
}

/** Newest first; of one sequence when it is named. */
export async function listRuns(
  scope: Scope,
  { sequenceId, ...listing }: Listing & { sequenceId?: string | undefined },
): Promise<Page<RunSummary>> {
  const { take, after } = readListing(listing);
  const rows = await scope.db.prisma.run.findMany({
    where: {
      workspaceId: scope.workspaceId,
      ...reachableTo(scope),
      ...(sequenceId === undefined ? {} : { sequenceId }),
      ...begunBefore(after),
    },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: take + 1,
    select: RUN,
  });
  return toPage(rows, take, (row) => ({ time: row.startedAt, id: row.id }), toSummary);
}

function toSummary({ session, ...row }: RunRow): RunSummary {
  return { ...row, status: row.status as RunStatus, sessionName: session.name };
}

function toStep(scope: Scope, runId: string, row: StepRow): StepResult {
  const { position, stepId, name, status, sealed } = row;
  const exchange = row.exchange && toExchange(scope, row.exchange).exchange;
  // Of our own making and authenticated; its version was checked when it was opened.
  type Sealed = Omit<StepResult, 'stepId' | 'name' | 'status' | 'exchange'>;
  const rest = scope.vault.openJson(runStepPlace(runId, position), sealed, (data) => data as Sealed);
  return { ...rest, stepId, name, status: status as StepStatus, exchange };
}
