import 'server-only';
import type { AuditEntry, AuditFilter, AuditKind } from '@/lib/model/audit';
import type { Page } from '@/lib/model/page';
import { readListing, toPage, type Listing } from './cursor';
import { exchangePlace } from './exchange-rows';
import { hostOf } from './hosts';
import { newId } from './ids';
import type { Scope } from './scope';
import type { SqlValue, Statement } from './sql';
import { now, toText } from './times';

/** Words, or where they stand in the moment of the deed: a query of one column. */
type Words = string | null | Pick<Statement, 'text' | 'args'>;

/** Something that was done. */
export interface Deed {
  kind: AuditKind;
  userId: string | null;
  /** by what name others of the workspace know them */
  actor: string;
  sessionId?: string | null;
  subject?: Words;
  subjectId?: string | null;
  detail?: string | null;
}

const COLUMNS =
  '"id", "workspaceId", "at", "kind", "userId", "actor", "sessionId", "sessionName", "subject", "subjectId", "detail"';

/** Rises within a process, so that deeds of the same millisecond keep their order. */
function nextId(): string {
  return `${process.hrtime.bigint().toString(36).padStart(13, '0')}${newId()}`;
}

/** Writes a deed down, in the same transaction as the deed itself. */
export function auditStatement({ workspaceId }: Pick<Scope, 'workspaceId'>, deed: Deed): Statement {
  const { kind, userId, actor, sessionId = null, subjectId = null, detail = null } = deed;
  const subject = typeof deed.subject === 'object' && deed.subject !== null ? deed.subject : null;
  const named: SqlValue[] = subject
    ? [...subject.args]
    : [typeof deed.subject === 'string' ? deed.subject : null];
  return {
    text: `INSERT INTO "AuditEntry" (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT "name" FROM "Session" WHERE "id" = ?), ${subject ? `(${subject.text})` : '?'}, ?, ?)`,
    args: [
      nextId(),
      workspaceId,
      now(),
      kind,
      userId,
      actor,
      sessionId,
      sessionId,
      ...named,
      subjectId,
      detail,
    ],
  };
}

/** The same unless the same was written down in the last `ms`: what strangers do at will must not fill the trail. */
export function auditOnceIn(scope: Pick<Scope, 'workspaceId'>, deed: Deed, ms: number): Statement {
  const { text, args } = auditStatement(scope, deed);
  const since = toText(new Date(Date.now() - ms));
  const again =
    'SELECT 1 FROM "AuditEntry" WHERE "workspaceId" = ? AND "at" > ? AND "kind" = ? AND "subjectId" = ? AND "actor" = ?';
  return {
    text: `${text.replace(' VALUES (', ' SELECT ').replace(/\)$/, '')} WHERE NOT EXISTS (${again})`,
    args: [...args, scope.workspaceId, since, deed.kind, deed.subjectId ?? null, deed.actor],
  };
}

interface Row extends Omit<AuditEntry, 'kind'> {
  kind: string;
  /** of a send from before its hosts were noted */
  sealedUrl: Uint8Array | null;
}

const SENDS = `SELECT e."id", e."startedAt" AS "at", 'send' AS "kind", e."userId", COALESCE(e."sentBy", '') AS "actor", e."sessionId", s."name" AS "sessionName", NULL AS "subject", NULL AS "subjectId", NULL AS "detail", e."hosts", e."method", e."status", CASE WHEN e."hosts" IS NULL THEN e."sealedUrl" END AS "sealedUrl" FROM "Exchange" AS e JOIN "Session" AS s ON s."id" = e."sessionId"`;
const DEEDS = `SELECT e."id", e."at", e."kind", e."userId", e."actor", e."sessionId", e."sessionName", e."subject", e."subjectId", e."detail", e."hosts", e."method", e."status", CAST(NULL AS BYTEA) AS "sealedUrl" FROM "AuditEntry" AS e`;

/** The trail of a workspace, newest first: its deeds, and its sends from where they are kept. */
export async function listAudit(
  scope: Scope,
  filter: AuditFilter,
  listing: Listing,
): Promise<Page<AuditEntry>> {
  const { take, after } = readListing(listing);
  const part = (select: string, at: string, where: { text: string; args: SqlValue[] }[]) => {
    const older = {
      text: `(${at} < ? OR (${at} = ? AND e."id" < ?))`,
      args: after ? [after.time, after.time, after.id] : [],
    };
    const all = [
      { text: 'e."workspaceId" = ?', args: [scope.workspaceId] },
      ...where,
      ...(after ? [older] : []),
    ];
    const text = `SELECT * FROM (${select} WHERE ${all.map((one) => one.text).join(' AND ')} ORDER BY ${at} DESC, e."id" DESC LIMIT ?) AS p`;
    return { text, args: [...all.flatMap(({ args }) => args), take + 1] };
  };
  const sends = part(SENDS, 'e."startedAt"', narrowed(filter, 'e."startedAt"'));
  const deeds = part(DEEDS, 'e."at"', [...narrowed(filter, 'e."at"'), ...ofKind(filter)]);
  const parts = filter.kind !== undefined && filter.kind !== 'send' ? [deeds] : [sends, deeds];
  const rows = await scope.db.sql.all<Row>(
    `${parts.map(({ text }) => text).join(' UNION ALL ')} ORDER BY "at" DESC, "id" DESC LIMIT ?`,
    [...parts.flatMap(({ args }) => args), take + 1],
  );
  return toPage(
    rows,
    take,
    ({ at, id }) => ({ time: at, id }),
    (row) => toEntry(scope, row),
  );
}

function ofKind({ kind }: AuditFilter): { text: string; args: SqlValue[] }[] {
  return kind === undefined ? [] : [{ text: 'e."kind" = ?', args: [kind] }];
}

function narrowed({ person, from, before, session }: AuditFilter, at: string) {
  const parts: { text: string; args: SqlValue[] }[] = [];
  if (person === 'none') parts.push({ text: 'e."userId" IS NULL', args: [] });
  else if (person !== undefined) parts.push({ text: 'e."userId" = ?', args: [person] });
  if (session !== undefined) parts.push({ text: 'e."sessionId" = ?', args: [session] });
  if (from !== undefined) parts.push({ text: `${at} >= ?`, args: [toText(new Date(from))] });
  if (before !== undefined) parts.push({ text: `${at} < ?`, args: [toText(new Date(before))] });
  return parts;
}

function toEntry({ vault }: Scope, { sealedUrl, ...row }: Row): AuditEntry {
  const entry = row as AuditEntry;
  if (sealedUrl === null) return entry;
  return { ...entry, hosts: hostOf(vault.openJson(exchangePlace.url(row.id), sealedUrl, String)) };
}

/** People and sessions that the trail can be narrowed to, by name. */
export async function listAuditable({ db, workspaceId }: Scope): Promise<{
  people: { id: string; name: string }[];
  sessions: { id: string; name: string }[];
}> {
  const people = await db.sql.all<{ id: string; name: string }>(
    'SELECT u."id", u."name" FROM "User" AS u WHERE u."id" IN (SELECT "userId" FROM "Membership" WHERE "workspaceId" = ? UNION SELECT "userId" FROM "AuditEntry" WHERE "workspaceId" = ?) ORDER BY u."name", u."id"',
    [workspaceId, workspaceId],
  );
  const sessions = await db.sql.all<{ id: string; name: string }>(
    `SELECT "id", "name" FROM "Session" WHERE "workspaceId" = ? AND "purpose" = 'own' ORDER BY "name", "id" LIMIT 500`,
    [workspaceId],
  );
  return { people, sessions };
}
