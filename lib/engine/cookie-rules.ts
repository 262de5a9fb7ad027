import { defaultPath, pathMatch } from 'tough-cookie';
import type { Cookie } from '@/lib/model/cookie';
import { isExpired } from './cookie-list';
import { expiryTime, isoTime, parseSetCookie, type Refusal, type SetCookie } from './cookie-parse';
import { domainMatches, isPublicSuffix, type CookieTarget } from './cookie-target';

const STORAGE = 'RFC 6265bis §5.7';
const RETRIEVAL = 'RFC 6265bis §5.8.3';

/** Why `cookie` stays behind, or null when it goes with a request to `target`: RFC 6265bis §5.8.3, and R109 for domain "". */
export function withhold(cookie: Cookie, target: CookieTarget, now: number): Refusal | null {
  return (
    expired(cookie, now) ?? otherHost(cookie, target) ?? otherPath(cookie, target) ?? insecure(cookie, target)
  );
}

/** "The user agent MUST evict all expired cookies" (§5.7). */
export function expired(cookie: Cookie, now: number): Refusal | null {
  if (cookie.expires === null || !isExpired(cookie, now)) return null;
  return { reason: `expired ${ago(now - Date.parse(cookie.expires))}`, rule: STORAGE };
}

/** "host-only-flag is true and the canonicalized host is identical … or … domain-matches" (§5.8.3). */
function otherHost(cookie: Cookie, target: CookieTarget): Refusal | null {
  const { domain, hostOnly } = cookie;
  if (domain === target.host || domain === '') return null;
  if (!domainMatches(target.host, domain)) {
    return { reason: `domain ${domain} does not match ${target.host}`, rule: RETRIEVAL };
  }
  return hostOnly ? { reason: `host-only: ${domain} alone, not ${target.host}`, rule: RETRIEVAL } : null;
}

/** "The retrieval's URI's path path-matches the cookie's path" (§5.8.3). */
function otherPath(cookie: Cookie, target: CookieTarget): Refusal | null {
  if (cookie.path === '/' || pathMatch(target.path, cookie.path)) return null;
  return { reason: `path ${cookie.path} does not match ${target.path}`, rule: RETRIEVAL };
}

/** "If the cookie's secure-only-flag is true, then the … URI must denote a secure connection" (§5.8.3); https alone, R116. */
function insecure(cookie: Cookie, target: CookieTarget): Refusal | null {
  return cookie.secure && !target.secure ? { reason: 'Secure, but the URL is http', rule: RETRIEVAL } : null;
}

/**
 * Reads a Set-Cookie line of `target`'s response and gives the cookie to keep, or the rule that refused it (RFC 6265bis §5.7).
 * `kept` are the jar's cookies, which a plain http response may not overwrite when Secure. An expired cookie is given too:
 * it takes its older self away (R106). `createdAt` and `now` in milliseconds.
 */
export function admit(
  line: string,
  target: CookieTarget,
  kept: Iterable<Cookie>,
  createdAt: number,
  now: number,
): Cookie | Refusal {
  const parsed = parseSetCookie(line);
  if ('reason' in parsed) return parsed;
  const scope = scopeOf(parsed, target);
  if ('reason' in scope) return scope;
  const { path, expires, maxAge } = parsed;
  const created = isoTime(createdAt);
  // Name by name, since spreads are slow and this runs for every Set-Cookie line.
  const cookie: Cookie = {
    name: parsed.name,
    value: parsed.value,
    domain: scope.domain,
    hostOnly: scope.hostOnly,
    path: path ?? defaultPath(target.path),
    expires: expiryTime(expires, maxAge, now),
    maxAge,
    secure: parsed.secure,
    httpOnly: parsed.httpOnly,
    sameSite: parsed.sameSite,
    partitioned: parsed.partitioned,
    createdAt: created,
    lastAccessedAt: createdAt === now ? created : isoTime(now),
  };
  return (
    secureFromPlain(cookie, target) ??
    overwritesSecure(cookie, target, kept) ??
    brokenPrefix(cookie, path !== null) ??
    cookie
  );
}

/** Why an admitted cookie takes its older self away instead of being kept (R106, §5.7). */
export function endedBySetting({ maxAge }: Cookie): Refusal {
  const how = maxAge === null ? 'an Expires in the past' : `Max-Age=${maxAge}`;
  return { reason: `the response set it with ${how}`, rule: STORAGE };
}

/** Domain and host-only flag (§5.7); a Domain that is the host itself and a public suffix or an address means the host alone. */
function scopeOf(parsed: SetCookie, target: CookieTarget): Pick<Cookie, 'domain' | 'hostOnly'> | Refusal {
  const { host } = target;
  const domain = target.isAddress && parsed.domain === `[${host}]` ? host : parsed.domain;
  if (domain === null) return { domain: host, hostOnly: true };
  // A non-ASCII Domain is ignored with its cookie (§5.7); only a-labels can match.
  if (/[^\x20-\x7e]/.test(domain)) return { reason: 'its Domain is not ASCII', rule: STORAGE };
  if (!domainMatches(host, domain))
    return { reason: `domain ${domain} does not match ${host}`, rule: STORAGE };
  const shared = target.isAddress || isPublicSuffix(domain);
  if (shared && domain === host) return { domain, hostOnly: true };
  return shared
    ? { reason: `domain ${domain} is a public suffix`, rule: STORAGE }
    : { domain, hostOnly: false };
}

/** "If the request-uri does not denote a secure connection, and the cookie's secure-only-flag is true, then abort" (§5.7). */
function secureFromPlain(cookie: Cookie, target: CookieTarget): Refusal | null {
  return cookie.secure && !target.trustworthy
    ? { reason: 'Secure, but the URL is http', rule: STORAGE }
    : null;
}

/**
 * "Leave secure cookies alone": a plain response may not shadow a Secure cookie of that name, domain and path
 * (§5.7). Cookies of sub-domains are not loaded, so one of theirs does not stop a cookie for the parent.
 */
function overwritesSecure(cookie: Cookie, target: CookieTarget, kept: Iterable<Cookie>): Refusal | null {
  if (cookie.secure || target.trustworthy) return null;
  for (const old of kept) {
    if (!old.secure || old.name !== cookie.name || old.domain === '') continue;
    const related = domainMatches(old.domain, cookie.domain) || domainMatches(cookie.domain, old.domain);
    if (related && pathMatch(cookie.path, old.path)) {
      return { reason: `a Secure cookie ${old.name} is there, and the URL is http`, rule: STORAGE };
    }
  }
  return null;
}

/**
 * `__Secure-` and `__Host-` in any case (§5.4, §5.7), and their two sisters of the layered-cookies draft, `__Http-` and
 * `__Host-Http-`, which want HttpOnly as well.
 */
export function brokenPrefix(
  cookie: Pick<Cookie, 'name' | 'secure' | 'httpOnly' | 'hostOnly' | 'path'>,
  pathGiven: boolean,
): Refusal | null {
  const prefix = /^__(?:secure|host-http|host|http)-/i.exec(cookie.name)?.[0];
  if (prefix === undefined) return null;
  const wants = (what: string): Refusal => ({ reason: `${prefix} needs ${what}`, rule: STORAGE });
  if (!cookie.secure) return wants('Secure');
  if (/http-$/i.test(prefix) && !cookie.httpOnly) return wants('HttpOnly');
  if (!/^__host/i.test(prefix)) return null;
  if (!cookie.hostOnly) return wants('a host without Domain');
  return pathGiven && cookie.path === '/' ? null : wants('Path=/');
}

function ago(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 120) return `${seconds} s ago`;
  if (seconds < 2 * 3600) return `${Math.floor(seconds / 60)} min ago`;
  return seconds < 2 * 86400
    ? `${Math.floor(seconds / 3600)} h ago`
    : `${Math.floor(seconds / 86400)} days ago`;
}
