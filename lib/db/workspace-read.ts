import 'server-only';
import type { FileExchange, FileRun, FileSession } from '@/lib/model/workspace-file';
import type { ExchangeRecord } from '@/lib/model/exchange';
import { RequestSpec } from '@/lib/model/request-spec';
import { SessionSettings } from '@/lib/model/session';
import { findCheckpoint, listCheckpoints } from './checkpoints';
import { exchangePlace } from './exchange-rows';
import { listCookies } from './jar';
import { runStepPlace } from './runs';
import { ofReachable, reachable, type Scope } from './scope';
import { sessionPlace } from './sessions';
import type { SqlValue } from './sql';

/** Rows with bodies of megabytes are held one handful at a time. */
const AT_ONCE = 20;

/** Rows of a table of the workspace that belong to sessions within reach, by id. */
async function* rowsOf<Row extends { id: string }>(
  { db, workspaceId }: Scope,
  select: string,
  where: { text: string; args: SqlValue[] },
): AsyncGenerator<Row> {
  for (let last = ''; ;) {
    const rows: Row[] = await db.sql.all<Row>(
      `${select} WHERE t."workspaceId" = ? AND t."id" > ? AND ${where.text} ORDER BY t."id" LIMIT ?`,
      [workspaceId, last, ...where.args, AT_ONCE],
    );
    yield* rows;
    const end = rows.at(-1);
    if (!end || rows.length < AT_ONCE) return;
    last = end.id;
  }
}

interface SessionRow {
  id: string;
  name: string;
  purpose: FileSession['purpose'];
  sealedSettings: Uint8Array;
  createdAt: string;
  updatedAt: string;
}

/** The sessions within reach; with `held` their jars and checkpoints too, and those that runs were made in. */
export async function* readSessions(scope: Scope, held: boolean): AsyncGenerator<FileSession> {
  const select =
    'SELECT t."id", t."name", t."purpose", t."sealedSettings", t."createdAt", t."updatedAt" FROM "Session" AS t';
  const own = held ? '' : ` AND t."purpose" = 'own'`;
  const within = { text: `${reachable('t')}${own}`, args: [scope.reader] };
  for await (const { sealedSettings, ...row } of rowsOf<SessionRow>(scope, select, within)) {
    const read = (data: unknown): SessionSettings => SessionSettings.parse(data);
    const settings = scope.vault.openJson(sessionPlace(row.id), sealedSettings, read);
    const cookies = held ? await listCookies(scope, row.id) : [];
    yield { ...row, settings, cookies, checkpoints: held ? await readCheckpoints(scope, row.id) : [] };
  }
}

async function readCheckpoints(scope: Scope, sessionId: string): Promise<FileSession['checkpoints']> {
  const checkpoints: FileSession['checkpoints'] = [];
  for (const { id } of await listCheckpoints(scope, { sessionId, limit: 1_000 })) {
    const found = await findCheckpoint(scope, id);
    if (!found) continue;
    const { name, createdAt } = found.checkpoint;
    checkpoints.push({ name, createdAt, cookies: found.cookies });
  }
  return checkpoints;
}

type ExchangeRow = Omit<FileExchange, 'url' | 'spec' | 'record' | 'body'> & {
  sealedUrl: Uint8Array;
  sealedSpec: Uint8Array;
  sealedRecord: Uint8Array | null;
  sealedBody: Uint8Array | null;
};

/** The past sends within reach, but for those under way. */
export async function* readExchanges(scope: Scope): AsyncGenerator<FileExchange> {
  const select =
    'SELECT t."id", t."sessionId", t."state", t."startedAt", t."method", t."status", t."errorCode", t."totalMs", t."size", t."sentBy", t."hosts", t."sealedUrl", t."sealedSpec", t."sealedRecord", t."sealedBody" FROM "Exchange" AS t';
  const within = { text: `t."state" <> 'running' AND ${ofReachable('t')}`, args: [scope.reader] };
  const { vault } = scope;
  for await (const row of rowsOf<ExchangeRow>(scope, select, within)) {
    const { sealedUrl, sealedSpec, sealedRecord, sealedBody, ...clear } = row;
    const { id } = clear;
    yield {
      ...clear,
      url: vault.openJson(exchangePlace.url(id), sealedUrl, String),
      spec: vault.openJson(exchangePlace.spec(id), sealedSpec, (data) => RequestSpec.parse(data)),
      record:
        sealedRecord &&
        vault.openJson(exchangePlace.record(id), sealedRecord, (data) => data as ExchangeRecord as never),
      body: sealedBody && (await vault.openLarge(exchangePlace.body(id), sealedBody)).toString('base64'),
    };
  }
}

type RunRow = Omit<FileRun, 'steps' | 'isReference'> & { isReference: boolean | number };
interface StepRow {
  position: number;
  stepId: string;
  name: string;
  status: FileRun['steps'][number]['status'];
  exchangeId: string | null;
  sealed: Uint8Array;
}

/** The kept runs within reach, but for those under way. */
export async function* readRuns(scope: Scope): AsyncGenerator<FileRun> {
  const select =
    'SELECT t."id", t."sequenceId", t."sessionId", t."status", t."stepCount", t."startedAt", t."elapsedMs", t."sentBy", t."isReference" FROM "Run" AS t';
  const within = { text: `t."status" <> 'running' AND ${ofReachable('t')}`, args: [scope.reader] };
  const steps =
    'SELECT "position", "stepId", "name", "status", "exchangeId", "sealed" FROM "RunStep" WHERE "runId" = ? AND "workspaceId" = ? ORDER BY "position"';
  for await (const row of rowsOf<RunRow>(scope, select, within)) {
    const rows = await scope.db.sql.all<StepRow>(steps, [row.id, scope.workspaceId]);
    yield {
      ...row,
      // SQLite has 0 and 1 for booleans.
      isReference: Boolean(row.isReference),
      steps: rows.map(({ sealed, ...step }) => ({
        ...step,
        content: scope.vault.openJson(runStepPlace(row.id, step.position), sealed, (data) => data as never),
      })),
    };
  }
}
