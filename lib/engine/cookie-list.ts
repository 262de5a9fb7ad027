import type { Cookie, CookieFilter, CookieKey } from '@/lib/model/cookie';
import { canonicalHost } from './cookie-target';

/** True once the cookie's end has come; `now` in milliseconds. A cookie without one lives as long as its session. */
export function isExpired(cookie: Pick<Cookie, 'expires'>, now: number): boolean {
  return cookie.expires !== null && Date.parse(cookie.expires) <= now;
}

/** The cookies of exactly this domain, path and name (R113); an absent field matches all, a leading dot is no difference. */
export function filterCookies(cookies: readonly Cookie[], filter: CookieFilter): Cookie[] {
  const domain = filter.domain === undefined ? undefined : canonicalHost(filter.domain);
  return cookies.filter(
    (cookie) =>
      (domain === undefined || cookie.domain === domain) &&
      (filter.path === undefined || cookie.path === filter.path) &&
      (filter.name === undefined || cookie.name === filter.name),
  );
}

/** One text per cookie of a session: equal exactly when the keys are; none of its parts can hold a line feed. */
export function keyText(key: CookieKey): string {
  return `${key.domain}\n${key.hostOnly ? 1 : 0}\n${key.path}\n${key.name}`;
}

/** Orders keys alike in every process, so that two writers lock rows in the same order. */
export function compareKeys(a: CookieKey, b: CookieKey): number {
  return compareText(keyText(a), keyText(b));
}

/** R118, RFC 6265bis §5.8.3: longer path first, then older first. `sort` is stable, so equals stay as they were. */
export function compareForHeader(a: Cookie, b: Cookie): number {
  return b.path.length - a.path.length || compareText(a.createdAt, b.createdAt);
}

/** Compares by code unit; right for ISO 8601 times too. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
