import 'server-only';
import type { JarChanges } from '@/lib/engine/contract';
import { AppError } from '@/lib/errors';
import type { Cookie } from '@/lib/model/cookie';
import type { Exchange, ExchangeRecord, ExchangeSummary } from '@/lib/model/exchange';
import type { Page } from '@/lib/model/page';
import type { RequestSpec } from '@/lib/model/request-spec';
import { changeCookies } from './cookie-rows';
import { begunBefore, type Listing, readListing, toPage } from './cursor';
import { exchangePlace, storedOrder, toExchange, toSummary, type ExchangeState } from './exchange-rows';
import { hostsOf } from './hosts';
import { loadCookies } from './jar';
import { capStatements } from './jar-cap';
import { jarMemoryOf } from './jar-memory';
import type { RunJar } from './run-jar';
import { ofReachable, reachableTo, type Scope } from './scope';
import { findSessionState, type SessionState } from './sessions';
import type { SoonWrite, SqlValue, Statement } from './sql';
import { now, toText } from './times';
import { inOrder, spendStatement, storedKey, type Allowance } from './usage';

/** What is known of a send before it starts. */
export interface BeginExchange {
  id: string;
  sessionId: string;
  startedAt: Date;
  spec: RequestSpec;
  method: string;
  url: string;
  /** whose account sends it, and by what name others know them */
  by?: { userId: string | null; sentBy: string | null };
}

/** What came of it. `record` is without the final body's text, which `body` holds as bytes. */
export interface FinishExchange {
  id: string;
  sessionId: string;
  record: ExchangeRecord;
  body: Uint8Array;
  jar: JarChanges;
  /** false: part of a run, whose own end is written durably and takes along all before it (`Sql.writeSoon`) */
  durable?: boolean;
  /** others have something under way meanwhile (`Sql.write`) */
  aside?: boolean;
  /** the run's own jar, where the session was made for it: it knows how large it is */
  own?: RunJar | undefined;
}

const BEGIN = `INSERT INTO "Exchange" ("id", "workspaceId", "sessionId", "state", "startedAt", "createdAt", "method", "sealedUrl", "sealedSpec", "runner", "userId", "sentBy") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const FINISH = `UPDATE "Exchange" SET "state" = ?, "status" = ?, "errorCode" = ?, "totalMs" = ?, "size" = ?, "sealedRecord" = ?, "sealedBody" = ?, "hosts" = ? WHERE "id" = ? AND "workspaceId" = ?`;

/** Everything a send needs of the store: its session and the cookies for its first host. */
export async function loadSend(
  scope: Scope,
  sessionId: string,
  host: string,
): Promise<{ session: SessionState; cookies: readonly Cookie[] } | null> {
  const [session, cookies] = await Promise.all([
    findSessionState(scope, sessionId),
    loadCookies(scope, sessionId, host),
  ]);
  return session && { session, cookies };
}

/** What a send counts against: each allowance once, and how many of its workspace may be under way at once. */
export interface Fairness {
  allowances: readonly Allowance[];
  atOnce: number;
}

/**
 * Writes down that a send is about to start, so that one that dies with its process is seen and never repeated.
 * Answers false, and writes nothing, when an allowance has nothing left or too many are under way.
 * @throws AppError `not_found` when the session is gone
 */
export async function beginExchange(
  scope: Scope,
  begin: BeginExchange,
  { allowances, atOnce }: Fairness = { allowances: [], atOnce: Infinity },
  { ahead = false }: { ahead?: boolean } = {},
): Promise<boolean> {
  const counted = inOrder(allowances).map((allowance) => spendStatement(allowance));
  const statements = [...counted, ...crowd(scope, atOnce), { text: BEGIN, args: beginArgs(scope, begin) }];
  return (await scope.db.sql.write(statements, { durable: false, ahead })) !== null;
}

/**
 * Changes no row, and so undoes the begin, when `atOnce` of the workspace are under way. Its own row is locked first:
 * of two instances the second counts after the first has begun.
 */
function crowd({ workspaceId }: Scope, atOnce: number): Statement[] {
  if (atOnce === Infinity) return [];
  const key = `atOnce:${workspaceId}`;
  const lock = { key, most: 2 ** 31 - 1, windowMs: 60 * 60_000 };
  const text = `UPDATE "Usage" SET "count" = 1 WHERE "key" = ? AND (SELECT count(*) FROM "Exchange" WHERE "workspaceId" = ? AND "state" = 'running') < ?`;
  return [spendStatement(lock), { text, args: [storedKey(key), workspaceId, atOnce], needsRow: true }];
}

/**
 * Stores what came of a send and what it changed in the jar: all or nothing. When the session was deleted meanwhile
 * there is nothing to store it in, and the answer is false.
 */
export async function finishExchange(scope: Scope, finish: FinishExchange): Promise<boolean> {
  const { sql } = scope.db;
  try {
    const soon = await finishWrite(scope, finish);
    if (finish.durable === false) {
      await sql.writeSoon(soon);
      return true;
    }
    const statements = await soon.make();
    const [count = 0] = (await sql.write(statements, { aside: finish.aside === true })) ?? [];
    soon.written?.(statements);
    return count > 0;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return false;
    throw error;
  }
}

async function finishWrite(scope: Scope, finish: FinishExchange): Promise<SoonWrite> {
  const { id, sessionId, jar, own } = finish;
  const adding = jar.put.length;
  const cut = own?.holds(adding) ? [] : await capStatements(scope, sessionId, adding, now());
  const remember = own ? undefined : jarMemoryOf(scope.db)?.beforeWrite(sessionId);
  return {
    tables: ['Exchange', 'Cookie'],
    make: async () => {
      const args = [...(await recordArgs(scope, finish)), id, scope.workspaceId];
      return [
        { text: FINISH, args },
        ...changeCookies(scope, sessionId, jar, storedOrder(finish.record)),
        ...cut,
      ];
    },
    written: ({ length }) => {
      if (cut.length === 0) remember?.(jar, length - 1);
    },
  };
}

/** What is under way of an exchange, without reading what came of it. Null: there is no such exchange. */
export async function findExchangeState(
  { db, workspaceId, reader }: Scope,
  id: string,
): Promise<ExchangeState | null> {
  const text = `SELECT "state" FROM "Exchange" WHERE "id" = ? AND "workspaceId" = ? AND ${ofReachable('"Exchange"')}`;
  const [row] = await db.sql.all<{ state: ExchangeState }>(text, [id, workspaceId, reader]);
  return row?.state ?? null;
}

function beginArgs({ db, workspaceId, vault }: Scope, begin: BeginExchange): SqlValue[] {
  const { id, sessionId, startedAt, spec, method, url, by } = begin;
  const sealedUrl = vault.sealJson(exchangePlace.url(id), url);
  const sealedSpec = vault.sealJson(exchangePlace.spec(id), spec);
  const runner = db.instanceId;
  return [
    id,
    workspaceId,
    sessionId,
    'running',
    toText(startedAt),
    now(),
    method,
    sealedUrl,
    sealedSpec,
    runner,
    by?.userId ?? null,
    by?.sentBy ?? null,
  ];
}

async function recordArgs({ vault }: Scope, { id, record, body }: FinishExchange): Promise<SqlValue[]> {
  const { response, error, timings } = record;
  return [
    error?.code === 'interrupted' ? 'interrupted' : 'done',
    response?.status ?? null,
    error?.code ?? null,
    timings.totalMs,
    response?.body.size ?? null,
    vault.sealJson(exchangePlace.record(id), record),
    body.byteLength === 0 ? null : await vault.sealLarge(exchangePlace.body(id), body),
    hostsOf(record),
  ];
}

/** One exchange without its body's text, and what was asked. @throws AppError `secret_unreadable` */
export async function findExchange(
  scope: Scope,
  id: string,
): Promise<{ exchange: Exchange; spec: RequestSpec; state: ExchangeState } | null> {
  const row = await scope.db.prisma.exchange.findFirst({
    where: { id, workspaceId: scope.workspaceId, ...reachableTo(scope) },
    select: { id: true, sessionId: true, startedAt: true, state: true, sealedSpec: true, sealedRecord: true },
  });
  return row && toExchange(scope, row);
}

/** The decoded bytes of the final response, empty when there were none. @throws AppError `secret_unreadable` */
export async function findExchangeBody(scope: Scope, id: string): Promise<Uint8Array | null> {
  const { db, workspaceId, vault } = scope;
  const row = await db.prisma.exchange.findFirst({
    where: { id, workspaceId, ...reachableTo(scope) },
    select: { sealedBody: true },
  });
  if (row === null) return null;
  return row.sealedBody === null ? new Uint8Array() : vault.openLarge(exchangePlace.body(id), row.sealedBody);
}

/** Past sends, newest first; of one session when it is named. */
export async function listExchanges(
  scope: Scope,
  { sessionId, ...listing }: Listing & { sessionId?: string | undefined },
): Promise<Page<ExchangeSummary>> {
  const { take, after } = readListing(listing);
  const rows = await scope.db.prisma.exchange.findMany({
    where: {
      workspaceId: scope.workspaceId,
      ...reachableTo(scope),
      ...(sessionId === undefined ? {} : { sessionId }),
      ...begunBefore(after),
    },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: take + 1,
    omit: {
      workspaceId: true,
      createdAt: true,
      runner: true,
      hosts: true,
      sealedSpec: true,
      sealedRecord: true,
      sealedBody: true,
    },
  });
  return toPage(
    rows,
    take,
    (row) => ({ time: row.startedAt, id: row.id }),
    (row) => toSummary(scope, row),
  );
}

/** Answers whether there was one. */
export async function deleteExchange({ db, workspaceId, reader }: Scope, id: string): Promise<boolean> {
  const text = `DELETE FROM "Exchange" WHERE "id" = ? AND "workspaceId" = ? AND ${ofReachable('"Exchange"')}`;
  return (await db.sql.write([{ text, args: [id, workspaceId, reader], needsRow: true }])) !== null;
}
