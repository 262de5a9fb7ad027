import 'server-only';
import type { z } from 'zod';
import type { JarChanges } from '@/lib/engine/contract';
import { Cookie, type CookieKey } from '@/lib/model/cookie';
import type { Scope } from './scope';
import type { SqlValue, Statement } from './sql';
import { toExpiry } from './times';

/** A row of the jar as raw SQL reads it; SQLite has 0 and 1 for booleans. */
export interface CookieRow {
  domain: string;
  hostOnly: boolean | number;
  path: string;
  name: string;
  sealed: Uint8Array;
  createdAt: string;
  lastAccessedAt: string;
}
export const COOKIE_COLUMNS = '"domain", "hostOnly", "path", "name", "sealed", "createdAt", "lastAccessedAt"';
/** The order in which they were made, which decides the order in the Cookie header (RFC 6265bis §5.8.3). */
export const COOKIE_ORDER = '"createdAt", "ordinal"';

/** What of a cookie is sealed: all but its key and its times. */
const SealedPart = Cookie.pick({
  value: true,
  expires: true,
  maxAge: true,
  secure: true,
  httpOnly: true,
  sameSite: true,
  partitioned: true,
});
type SealedPart = z.infer<typeof SealedPart>;

const INSERTED = [
  'sessionId',
  'workspaceId',
  'domain',
  'hostOnly',
  'path',
  'name',
  'sealed',
  'expiresAt',
  'createdAt',
  'ordinal',
  'lastAccessedAt',
];
const MARKS = `(${INSERTED.map(() => '?').join(', ')})`;
const INSERT = `INSERT INTO "Cookie" (${INSERTED.map((name) => `"${name}"`).join(', ')}) VALUES`;
const OVERWRITE = [
  'ON CONFLICT ("sessionId", "domain", "hostOnly", "path", "name") DO UPDATE SET "sealed" = excluded."sealed"',
  '"expiresAt" = excluded."expiresAt"',
  '"lastAccessedAt" = excluded."lastAccessedAt"',
  '"createdAt" = excluded."createdAt"',
  // A cookie that was only refreshed keeps its place.
  '"ordinal" = CASE WHEN "Cookie"."createdAt" = excluded."createdAt" THEN "Cookie"."ordinal" ELSE excluded."ordinal" END',
].join(', ');
/** Two sizes of upsert, so that two prepared statements do for any number of rows. */
const MANY = 16;

/** What writes to the jar of a session say they write to (`Statement.part`). */
export function jarTopic(sessionId: string): string {
  return `Cookie:${sessionId}`;
}

/** The text that tells one cookie of a session from another; also the order of locking, the same in every process. */
export function cookieKeyText({ domain, hostOnly, path, name }: CookieKey): string {
  return JSON.stringify([domain, hostOnly, path, name]);
}

const place = (sessionId: string, key: CookieKey) => ({
  column: 'Cookie.sealed',
  row: `${sessionId}:${cookieKeyText(key)}`,
});

/** @throws AppError `secret_unreadable`, also for a value that was moved here from another row */
export function toCookie({ vault }: Scope, sessionId: string, row: CookieRow): Cookie {
  const { domain, path, name, createdAt, lastAccessedAt } = row;
  const hostOnly = Boolean(row.hostOnly);
  const where = place(sessionId, { domain, hostOnly, path, name });
  const sealed = vault.openJsonOften(where, row.sealed, (data): SealedPart => SealedPart.parse(data));
  return { name, domain, path, ...sealed, hostOnly, createdAt, lastAccessedAt };
}

/** A cookie as it is read back once it is stored. */
export function asRead(cookie: Cookie): Cookie {
  const { name, domain, path, hostOnly, createdAt, lastAccessedAt } = cookie;
  return Object.freeze({ name, domain, path, ...sealedPart(cookie), hostOnly, createdAt, lastAccessedAt });
}

function sealedPart(cookie: Cookie): SealedPart {
  const { value, expires, maxAge, secure, httpOnly, sameSite, partitioned } = cookie;
  return { value, expires, maxAge, secure, httpOnly, sameSite, partitioned };
}

/**
 * Statements that put cookies into a jar, each replacing the one of the same key. `ordinal` tells which of two made in
 * the same millisecond came first. The last of two with the same key wins.
 */
export function upsertCookies(
  scope: Scope,
  sessionId: string,
  cookies: readonly Cookie[],
  ordinal: (cookie: Cookie, index: number) => number = (_, index) => index,
): Statement[] {
  const unique = new Map(cookies.map((cookie, index) => [cookieKeyText(cookie), { cookie, index }]));
  const sorted = [...unique].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = sorted.map(([, { cookie, index }]) =>
    toArgs(scope, sessionId, cookie, ordinal(cookie, index)),
  );
  const statements: Statement[] = [];
  for (let at = 0; at < rows.length;) {
    const size = rows.length - at >= MANY ? MANY : 1;
    const text = `${INSERT} ${Array<string>(size).fill(MARKS).join(', ')} ${OVERWRITE}`;
    statements.push({ text, args: rows.slice(at, at + size).flat(), part: jarTopic(sessionId) });
    at += size;
  }
  return statements;
}

function toArgs(
  { workspaceId, vault }: Scope,
  sessionId: string,
  cookie: Cookie,
  ordinal: number,
): SqlValue[] {
  const { name, domain, path, hostOnly, createdAt, lastAccessedAt } = cookie;
  const sealed = vault.sealJson(place(sessionId, cookie), sealedPart(cookie));
  return [
    sessionId,
    workspaceId,
    domain,
    hostOnly,
    path,
    name,
    sealed,
    toExpiry(cookie.expires),
    createdAt,
    ordinal,
    lastAccessedAt,
  ];
}

/** Statements that take single cookies out of a jar. */
export function removeCookies(
  { workspaceId }: Scope,
  sessionId: string,
  keys: readonly CookieKey[],
): Statement[] {
  const text =
    'DELETE FROM "Cookie" WHERE "sessionId" = ? AND "workspaceId" = ? AND "domain" = ? AND "hostOnly" = ? AND "path" = ? AND "name" = ?';
  const sorted = keys
    .map((key) => ({ key, text: cookieKeyText(key) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1));
  return sorted.map(({ key }) => ({
    text,
    args: [sessionId, workspaceId, key.domain, key.hostOnly, key.path, key.name],
    part: jarTopic(sessionId),
  }));
}

/** Statements that do to a jar what a send changed in it. */
export function changeCookies(
  scope: Scope,
  sessionId: string,
  { put, remove }: JarChanges,
  ordinal: (cookie: Cookie, index: number) => number,
): Statement[] {
  return [...removeCookies(scope, sessionId, remove), ...upsertCookies(scope, sessionId, put, ordinal)];
}
