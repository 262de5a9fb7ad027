import 'server-only';
import type { Cookie, CookieFilter, CookieKey } from '@/lib/model/cookie';
import {
  COOKIE_COLUMNS,
  COOKIE_ORDER,
  jarTopic,
  removeCookies,
  toCookie,
  upsertCookies,
  type CookieRow,
} from './cookie-rows';
import { capStatements } from './jar-cap';
import { jarMemoryOf } from './jar-memory';
import type { Scope } from './scope';
import type { SqlValue, Statement } from './sql';
import { now } from './times';

/**
 * The cookies that a request to `host` can need: its own, those of its parent domains, and those of domain "" (R109).
 * Expired ones too: the ledger says that they stayed behind.
 */
export function loadCookies(scope: Scope, sessionId: string, host: string): Promise<readonly Cookie[]> {
  const domains = domainsOf(host);
  const read = (): Promise<Cookie[]> => readCookies(scope, sessionId, domains);
  return jarMemoryOf(scope.db)?.remember(scope, sessionId, domains, read) ?? read();
}

async function readCookies(scope: Scope, sessionId: string, domains: readonly string[]): Promise<Cookie[]> {
  const marks = domains.map(() => '?').join(', ');
  const rows = await scope.db.sql.all<CookieRow>(
    `SELECT ${COOKIE_COLUMNS} FROM "Cookie" WHERE "sessionId" = ? AND "workspaceId" = ? AND "domain" IN (${marks}) ORDER BY ${COOKIE_ORDER}`,
    [sessionId, scope.workspaceId, ...domains],
  );
  return rows.map((row) => toCookie(scope, sessionId, row));
}

/** `a.b.c` → `a.b.c`, `b.c`, `c`, ``. An address has no parents. */
export function domainsOf(host: string): string[] {
  const name = host.toLowerCase();
  if (name.includes(':') || /^\d{1,3}(\.\d{1,3}){3}$/.test(name)) return [name, ''];
  // A name with its root dot is another host than the one without (RFC 6265bis §5.1.3), and so are its parents.
  const root = name.endsWith('.') ? '.' : '';
  const labels = name.slice(0, name.length - root.length).split('.');
  return [...labels.map((_, index) => `${labels.slice(index).join('.')}${root}`), ''];
}

/** The jar in the order it was filled, expired cookies left out. */
export async function listCookies(
  scope: Scope,
  sessionId: string,
  filter: CookieFilter = {},
): Promise<Cookie[]> {
  const { where, args } = toWhere(scope, sessionId, filter);
  const rows = await scope.db.sql.all<CookieRow>(
    `SELECT ${COOKIE_COLUMNS} FROM "Cookie" WHERE ${where} AND ("expiresAt" IS NULL OR "expiresAt" > ?) ORDER BY ${COOKIE_ORDER}`,
    [...args, now()],
  );
  return rows.map((row) => toCookie(scope, sessionId, row));
}

/**
 * Adds cookies, each replacing the one of the same key, and takes `moved` out, all or nothing.
 * @throws AppError `not_found` when the session is gone
 */
export async function putCookies(
  scope: Scope,
  sessionId: string,
  cookies: readonly Cookie[],
  moved: readonly CookieKey[] = [],
): Promise<void> {
  const puts = upsertCookies(scope, sessionId, cookies);
  if (puts.length === 0) return;
  const cap = await capStatements(scope, sessionId, cookies.length, now());
  await scope.db.sql.write([...removeCookies(scope, sessionId, moved), ...puts, ...cap]);
}

/** Makes the jar hold these and no others. @throws AppError `not_found` when the session is gone */
export async function replaceCookies(
  scope: Scope,
  sessionId: string,
  cookies: readonly Cookie[],
): Promise<void> {
  const cap = await capStatements(scope, sessionId, cookies.length, now());
  await scope.db.sql.write([
    deletion(scope, sessionId, {}),
    ...upsertCookies(scope, sessionId, cookies),
    ...cap,
  ]);
}

/** Deletes what the filter names, all when it names nothing. Answers how many went. */
export async function deleteCookies(scope: Scope, sessionId: string, filter: CookieFilter): Promise<number> {
  const [count = 0] = (await scope.db.sql.write([deletion(scope, sessionId, filter)])) ?? [];
  return count;
}

/** Deletes exactly one cookie. Answers whether it was there. */
export async function deleteCookie(scope: Scope, sessionId: string, key: CookieKey): Promise<boolean> {
  const [count = 0] = (await scope.db.sql.write(removeCookies(scope, sessionId, [key]))) ?? [];
  return count > 0;
}

/** Adds the cookies of one session to another, order kept (R120). Each is sealed anew for its new place. */
export async function copyCookies(scope: Scope, from: string, to: string): Promise<void> {
  await putCookies(scope, to, await listCookies(scope, from));
}

function deletion(scope: Scope, sessionId: string, filter: CookieFilter): Statement {
  const { where, args } = toWhere(scope, sessionId, filter);
  return { text: `DELETE FROM "Cookie" WHERE ${where}`, args, part: jarTopic(sessionId) };
}

function toWhere(
  { workspaceId }: Scope,
  sessionId: string,
  filter: CookieFilter,
): { where: string; args: SqlValue[] } {
  const { domain, path, name } = filter;
  const parts = ['"sessionId" = ?', '"workspaceId" = ?'];
  const args: SqlValue[] = [sessionId, workspaceId];
  for (const [column, value] of Object.entries({ domain, path, name })) {
    if (value === undefined) continue;
    parts.push(`"${column}" = ?`);
    args.push(value);
  }
  return { where: parts.join(' AND '), args };
}
