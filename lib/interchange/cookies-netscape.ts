import type { Cookie, CookieInput } from '@/lib/model/cookie';
import type { ReadCookies } from './cookies-read';

const HTTP_ONLY = '#HttpOnly_';

/**
 * Netscape's `cookies.txt`: domain, whether sub-domains get it, path, secure, expiry in epoch seconds (0: until the session
 * ends), name and value, with tabs between. curl writes `#HttpOnly_` before the domain of one that scripts may not read.
 */
export function readCookiesTxt(text: string): Omit<ReadCookies, 'format'> {
  const read: Omit<ReadCookies, 'format'> = { cookies: [], warnings: [] };
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const httpOnly = raw.startsWith(HTTP_ONLY);
    const line = httpOnly ? raw.slice(HTTP_ONLY.length) : raw;
    if (line.trim() === '' || line.startsWith('#')) continue;
    const where = `line ${String(index + 1)}`;
    const cookie = cookieOf(line.split('\t'), httpOnly);
    if (typeof cookie === 'string') read.warnings.push(`${where}: ${cookie}`);
    else read.cookies.push({ where, cookie });
  }
  return read;
}

/** The cookie of a line's fields, or what is wrong with them. */
function cookieOf(fields: readonly string[], httpOnly: boolean): CookieInput | string {
  const [domain = '', subdomains, path = '/', secure, expires = '', name, ...value] = fields;
  if (name === undefined) return `${String(fields.length)} fields with tabs between, where 7 are needed.`;
  const seconds = Number(expires);
  if (!Number.isFinite(seconds) || expires.trim() === '') return `“${expires}” is no time in seconds.`;
  return {
    name,
    // A value with a tab in it was cut by the split.
    value: value.join('\t'),
    domain: domain.replace(/^\./, ''),
    hostOnly: !isTrue(subdomains),
    path,
    secure: isTrue(secure),
    httpOnly,
    expires: seconds > 0 ? new Date(seconds * 1000).toISOString() : null,
  };
}

const isTrue = (word: string | undefined) => word?.trim().toUpperCase() === 'TRUE';

/** The same the other way; `SameSite` and `Partitioned` have no place in it. */
export function writeCookiesTxt(cookies: readonly Cookie[]): string {
  const lines = cookies.map((cookie) => {
    const { domain, hostOnly, path, secure, expires, name, value, httpOnly } = cookie;
    const fields = [
      `${httpOnly ? HTTP_ONLY : ''}${hostOnly ? '' : '.'}${domain}`,
      hostOnly ? 'FALSE' : 'TRUE',
      path,
      secure ? 'TRUE' : 'FALSE',
      expires === null ? '0' : String(Math.floor(Date.parse(expires) / 1000)),
      name,
      value,
    ];
    return fields.join('\t');
  });
  return ['# Netscape HTTP Cookie File', ...lines, ''].join('\n');
}
