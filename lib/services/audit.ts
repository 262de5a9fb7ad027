import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as store from '@/lib/db/audit';
import type { Scope } from '@/lib/db/scope';
import type { Statement } from '@/lib/db/sql';
import { auditCsv, auditCsvHead } from '@/lib/interchange/audit-csv';
import { AuditFilter, type AuditEntry, type AuditKind } from '@/lib/model/audit';
import type { Page } from '@/lib/model/page';
import { mayAdmin, senderOf, type Member } from './member';

type What = Omit<store.Deed, 'kind' | 'userId' | 'actor'>;

/** A deed of this member, to be written in the same transaction as what it tells of. */
export function noted(member: Member, kind: AuditKind, what: What = {}): Statement {
  const { scope, userId } = member;
  return store.auditStatement(scope, { kind, userId, actor: senderOf(member) ?? '', ...what });
}

/** Writes a deed down that changes nothing else: something was read. */
export async function noteNow(member: Member, kind: AuditKind, what: What = {}): Promise<void> {
  await member.scope.db.sql.write([noted(member, kind, what)]);
}

/** A visitor of a link is told by name to the link's own workspace alone. */
const STRANGER = { userId: null, actor: 'a visitor' };
const VIEWED_ANEW_MS = 10 * 60_000;

/** What someone does at a link of a workspace. To look again within ten minutes is the same look. */
export function notedAtLink(
  scope: Pick<Scope, 'workspaceId'>,
  visitor: Member | null,
  kind: 'share.viewed' | 'share.replayed' | 'share.copied',
  share: { id: string; name: string },
): Statement {
  const known = visitor?.workspaceId === scope.workspaceId ? visitor : null;
  const who = known ? { userId: known.userId, actor: senderOf(known) ?? '' } : STRANGER;
  const deed = { kind, ...who, subject: share.name, subjectId: share.id };
  return kind === 'share.viewed'
    ? store.auditOnceIn(scope, deed, VIEWED_ANEW_MS)
    : store.auditStatement(scope, deed);
}

/** What of the trail an address asks for; what nobody could mean is left aside. */
export function readAuditFilter(said: Record<string, string>): AuditFilter {
  const parsed = AuditFilter.safeParse(said);
  if (parsed.success) return parsed.data;
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
  const rest = Object.entries(said).filter(([name]) => !wrong.has(name));
  return AuditFilter.safeParse(Object.fromEntries(rest)).data ?? {};
}

/** The audit trail, newest first, for the owner and admins. @throws AppError `forbidden` */
export async function listAudit(
  member: Member,
  {
    cursor,
    limit = 100,
    ...filter
  }: AuditFilter & { cursor?: string | undefined; limit?: number | undefined },
): Promise<Page<AuditEntry>> {
  mayAdmin(member);
  return store.listAudit(member.scope, AuditFilter.parse(filter), { cursor, limit });
}

/** People and sessions that the trail can be narrowed to. @throws AppError `forbidden` */
export async function listAuditable(member: Member) {
  mayAdmin(member);
  return store.listAuditable(member.scope);
}

export const AUDIT_FORMATS = { csv: 'text/csv; charset=utf-8', json: 'application/json' } as const;
export type AuditFormat = keyof typeof AUDIT_FORMATS;

/**
 * The trail as a file, however long, in pieces as they are read; that it was exported is written down before.
 * @throws AppError `forbidden`
 */
export async function exportAudit(
  member: Member,
  filter: AuditFilter,
  format: AuditFormat,
): Promise<AsyncIterable<string>> {
  mayAdmin(member);
  const asked = AuditFilter.parse(filter);
  await noteNow(member, 'audit.exported', { detail: format });
  return format === 'csv' ? csvOf(member, asked) : jsonOf(member, asked);
}

async function* csvOf(member: Member, filter: AuditFilter): AsyncGenerator<string> {
  yield auditCsvHead();
  for await (const entries of pagesOf(member, filter)) yield entries.map(auditCsv).join('');
}

async function* jsonOf(member: Member, filter: AuditFilter): AsyncGenerator<string> {
  let before = '[';
  for await (const entries of pagesOf(member, filter)) {
    for (const entry of entries) {
      yield `${before}\n${JSON.stringify(entry)}`;
      before = ',';
    }
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}

async function* pagesOf({ scope }: Member, filter: AuditFilter): AsyncGenerator<AuditEntry[]> {
  for (let cursor: string | undefined, more = true; more;) {
    const page = await store.listAudit(scope, filter, { cursor, limit: 200 });
    yield page.items;
    more = page.nextCursor !== null;
    cursor = page.nextCursor ?? undefined;
    await nextTurn();
  }
}
