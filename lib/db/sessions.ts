import 'server-only';
import type { Page } from '@/lib/model/page';
import { SessionSettings, type Session } from '@/lib/model/session';
import { readListing, toPage, type Listing } from './cursor';
import { newId } from './ids';
import { reachable, type Scope } from './scope';
import type { SqlValue, Statement } from './sql';
import { now } from './times';

interface SessionRow {
  id: string;
  name: string;
  sealedSettings: Uint8Array;
  version: number;
  createdAt: string;
  updatedAt: string;
  ownerId: string | null;
  isShared: boolean | number;
}
interface CountedRow extends SessionRow {
  cookieCount: number;
}

/** A session without its count of cookies, which costs more the larger the jar is. */
export type SessionState = Omit<Session, 'cookieCount'>;

const COLUMNS = '"id", "name", "sealedSettings", "version", "createdAt", "updatedAt", "ownerId", "isShared"';
const COUNTED = `SELECT ${COLUMNS}, (SELECT CAST(count(*) AS INTEGER) FROM "Cookie" AS c WHERE c."sessionId" = s."id" AND (c."expiresAt" IS NULL OR c."expiresAt" > ?)) AS "cookieCount" FROM "Session" AS s WHERE s."workspaceId" = ? AND ${reachable('s')}`;

/** Where its sealed part lies. */
export const sessionPlace = (id: string) => ({ column: 'Session.sealedSettings', row: id });

/** `own`: someone works in it. `run`: made for one run, found by its id and never listed. */
export type SessionPurpose = 'own' | 'run';

/** A session is its maker's alone until they share it; one made for a run is seen with the run, by everyone. */
export async function createSession(
  scope: Scope,
  {
    name,
    settings,
    purpose = 'own',
    isShared = purpose === 'run',
  }: { name: string; settings: SessionSettings; purpose?: SessionPurpose; isShared?: boolean },
): Promise<Session> {
  const { db, workspaceId, vault, reader } = scope;
  const id = newId();
  const time = now();
  const text =
    'INSERT INTO "Session" ("id", "workspaceId", "name", "purpose", "sealedSettings", "version", "createdAt", "updatedAt", "ownerId", "isShared") VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?)';
  const sealed = vault.sealJson(sessionPlace(id), settings);
  const args = [id, workspaceId, name, purpose, sealed, time, time, reader, isShared];
  // Of one made for a run nobody hears before the run itself is written down.
  await db.sql.write([{ text, args }], { durable: purpose === 'own', late: purpose === 'run' });
  const whose = { isShared, isOwn: true };
  return { ...settings, id, name, version: 1, createdAt: time, updatedAt: time, ...whose, cookieCount: 0 };
}

/** Those that people work in, newest first; `cookieCount` leaves expired cookies out. */
export async function listSessions(scope: Scope, listing: Listing): Promise<Page<Session>> {
  const { take, after } = readListing(listing);
  const later: SqlValue[] = after === null ? [] : [after.time, after.time, after.id];
  const narrowed = after === null ? '' : ' AND ("createdAt" < ? OR ("createdAt" = ? AND "id" < ?))';
  const rows = await scope.db.sql.all<CountedRow>(
    `${COUNTED} AND "purpose" = 'own'${narrowed} ORDER BY "createdAt" DESC, "id" DESC LIMIT ?`,
    [now(), scope.workspaceId, scope.reader, ...later, take + 1],
  );
  return toPage(
    rows,
    take,
    ({ createdAt, id }) => ({ time: createdAt, id }),
    (row) => toCounted(scope, row),
  );
}

/** @throws AppError `secret_unreadable` */
export async function findSession(scope: Scope, id: string): Promise<Session | null> {
  const [row] = await scope.db.sql.all<CountedRow>(`${COUNTED} AND s."id" = ?`, [
    now(),
    scope.workspaceId,
    scope.reader,
    id,
  ]);
  return row === undefined ? null : toCounted(scope, row);
}

/** A session as a send needs it, whatever the size of its jar. */
export async function findSessionState(scope: Scope, id: string): Promise<SessionState | null> {
  const text = `SELECT ${COLUMNS} FROM "Session" AS s WHERE "id" = ? AND "workspaceId" = ? AND ${reachable('s')}`;
  const [row] = await scope.db.sql.allOften<SessionRow>('Session', text, [
    id,
    scope.workspaceId,
    scope.reader,
  ]);
  return row === undefined ? null : toSession(scope, row);
}

/** Replaces what is given. `stale`: `ifVersion` is not the stored version any more; null: there is no such session. */
export async function updateSession(
  scope: Scope,
  id: string,
  change: { name?: string; settings?: SessionSettings },
  ifVersion?: number,
): Promise<Session | 'stale' | null> {
  const changed = await scope.db.sql.write([updateStatement(scope, id, change, ifVersion)]);
  const session = await findSession(scope, id);
  return changed === null && session !== null ? 'stale' : session;
}

function updateStatement(
  { workspaceId, vault, reader }: Scope,
  id: string,
  { name, settings }: { name?: string; settings?: SessionSettings },
  ifVersion?: number,
): Statement {
  const sets = ['"version" = "version" + 1', '"updatedAt" = ?'];
  const args: SqlValue[] = [now()];
  if (name !== undefined) {
    sets.push('"name" = ?');
    args.push(name);
  }
  if (settings !== undefined) {
    sets.push('"sealedSettings" = ?');
    args.push(vault.sealJson(sessionPlace(id), settings));
  }
  args.push(id, workspaceId, reader);
  const guard = ifVersion === undefined ? '' : ' AND "version" = ?';
  if (ifVersion !== undefined) args.push(ifVersion);
  return {
    text: `UPDATE "Session" SET ${sets.join(', ')} WHERE "id" = ? AND "workspaceId" = ? AND ${reachable('"Session"')}${guard}`,
    args,
    needsRow: true,
  };
}

/** Deletes a session with its jar, history and runs. Answers whether there was one. */
export async function deleteSession(
  { db, workspaceId, reader }: Scope,
  id: string,
  before: readonly Statement[] = [],
): Promise<boolean> {
  const text = `DELETE FROM "Session" WHERE "id" = ? AND "workspaceId" = ? AND ${reachable('"Session"')}`;
  const deletion: Statement = { text, args: [id, workspaceId, reader], needsRow: true };
  return (await db.sql.write([...before, deletion])) !== null;
}

/** What lies with a session beside its cookies. */
export async function countBelongings(
  { db, workspaceId }: Scope,
  id: string,
): Promise<{ tokens: number; checkpoints: number; sends: number }> {
  const of = (table: string) =>
    `(SELECT CAST(count(*) AS INTEGER) FROM "${table}" WHERE "sessionId" = s."id")`;
  const text = `SELECT ${of('OAuthToken')} AS "tokens", ${of('Checkpoint')} AS "checkpoints", ${of('Exchange')} AS "sends" FROM "Session" AS s WHERE s."id" = ? AND s."workspaceId" = ?`;
  const [row] = await db.sql.all<{ tokens: number; checkpoints: number; sends: number }>(text, [
    id,
    workspaceId,
  ]);
  return row ?? { tokens: 0, checkpoints: 0, sends: 0 };
}

/** Shares a session with its workspace, or takes it back: its owner alone. Answers whether there was one of theirs. */
export async function setShared(
  { db, workspaceId, reader }: Scope,
  id: string,
  isShared: boolean,
  also: readonly Statement[] = [],
): Promise<boolean> {
  const text = 'UPDATE "Session" SET "isShared" = ? WHERE "id" = ? AND "workspaceId" = ? AND "ownerId" = ?';
  const args = [isShared, id, workspaceId, reader];
  return (await db.sql.write([{ text, args, needsRow: true }, ...also])) !== null;
}

/** Whoever leaves takes along what they never shared: their private sessions go, shared ones stay as nobody's. */
export function deleteSessionsOf(userId: string, workspaceId: string | null): Statement[] {
  const there = workspaceId === null ? '' : ' AND "workspaceId" = ?';
  const args = workspaceId === null ? [userId] : [userId, workspaceId];
  return [
    { text: `DELETE FROM "Session" WHERE "ownerId" = ?${there} AND NOT "isShared"`, args },
    { text: `UPDATE "Session" SET "ownerId" = NULL WHERE "ownerId" = ?${there}`, args },
  ];
}

function toSession({ vault, reader }: Scope, row: SessionRow): SessionState {
  const settings = vault.openJsonOften(sessionPlace(row.id), row.sealedSettings, (data) =>
    SessionSettings.parse(data),
  );
  const { id, name, version, createdAt, updatedAt, ownerId } = row;
  // SQLite has 0 and 1 for booleans.
  const whose = { isShared: Boolean(row.isShared), isOwn: ownerId === reader };
  return { ...settings, id, name, version, createdAt, updatedAt, ...whose };
}

function toCounted(scope: Scope, row: CountedRow): Session {
  return { ...toSession(scope, row), cookieCount: row.cookieCount };
}
