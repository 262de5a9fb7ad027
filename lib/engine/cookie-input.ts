import { isIPv6 } from 'node:net';
import { CookieInput, type Cookie } from '@/lib/model/cookie';
import { expiryTime, hasControl, isoTime, MAX_PAIR } from './cookie-parse';
import { brokenPrefix } from './cookie-rules';
import { canonicalHost, isAddress, isPublicSuffix } from './cookie-target';
import { trim } from './trim';

/** A cookie put in by hand that no jar may hold; `field` is the part at fault, the message a sentence for its author. */
export class CookieFault extends Error {
  override readonly name = 'CookieFault';
  constructor(
    readonly field: keyof CookieInput,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Makes a jar's cookie of what a caller puts in; a jar's own cookie comes back the same (R120). `now` in milliseconds.
 * Domain "" goes to every host (R109). `hostOnly` wins where given; otherwise a leading dot means sub-domains too and a bare
 * domain means that host alone. `expires` wins over `maxAge`, which counts from now. Throws `CookieFault`.
 */
export function cookieFromInput(input: CookieInput, now: number): Cookie {
  const { expires, hostOnly, createdAt, lastAccessedAt, ...given } = CookieInput.parse(input);
  const { maxAge } = given;
  const created = createdAt === undefined ? now : timeOf('createdAt', createdAt);
  const cookie: Cookie = {
    ...given,
    name: checkName(given.name),
    value: checkText('value', given.value),
    ...scopeOf(given.domain, hostOnly),
    path: checkPath(given.path || '/'),
    expires: expiryOf(expires, maxAge, now),
    createdAt: isoTime(created),
    lastAccessedAt: isoTime(
      lastAccessedAt === undefined ? created : timeOf('lastAccessedAt', lastAccessedAt),
    ),
  };
  const octets = cookie.name.length + cookie.value.length;
  if (octets > MAX_PAIR)
    throw new CookieFault('value', `Name and value are ${octets} octets, over ${MAX_PAIR}.`);
  const refusal = brokenPrefix(cookie, true);
  if (refusal !== null) throw new CookieFault('name', `${refusal.reason} (${refusal.rule}).`);
  return cookie;
}

function checkName(name: string): string {
  if (name === '') throw new CookieFault('name', 'A cookie needs a name.');
  if (name.includes('=')) throw new CookieFault('name', 'A cookie name cannot have "=".');
  if (name !== trim(name)) throw new CookieFault('name', 'A cookie name cannot begin or end with a space.');
  return checkText('name', name);
}

/** Text that can stand in a Cookie header: latin-1 (R34), no ";", no control character but a tab. */
function checkText(field: 'name' | 'value', text: string): string {
  if (text.includes(';')) throw new CookieFault(field, `A cookie ${field} cannot have ";".`);
  if (hasControl(text)) throw new CookieFault(field, `A cookie ${field} cannot have a control character.`);
  const wide = /[^\u0000-\u00ff]/u.exec(text)?.[0];
  if (wide === undefined) return text;
  throw new CookieFault(
    field,
    `A cookie ${field} goes out as latin-1 bytes, and "${wide}" is not one: percent-encode it.`,
  );
}

function checkPath(path: string): string {
  if (!path.startsWith('/')) throw new CookieFault('path', 'A cookie path begins with "/".');
  if (hasControl(path)) throw new CookieFault('path', 'A cookie path cannot have a control character.');
  return path;
}

function scopeOf(given: string, hostOnly = !given.startsWith('.')): Pick<Cookie, 'domain' | 'hostOnly'> {
  if (given === '') return { domain: '', hostOnly: false };
  const domain = canonicalHost(given);
  if (!isHost(domain)) throw new CookieFault('domain', `"${given}" is not a host name.`);
  if (isAddress(domain)) return { domain, hostOnly: true };
  if (!hostOnly && isPublicSuffix(domain)) {
    throw new CookieFault(
      'domain',
      `"${domain}" is a public suffix, which no cookie may span (RFC 6265bis §5.7).`,
    );
  }
  return { domain, hostOnly };
}

/** What can be a request's host in canonical spelling: printable ASCII without a URL's delimiters, or an IPv6 address. */
function isHost(domain: string): boolean {
  if (domain.includes(':')) return isIPv6(domain);
  return (
    /^[^.\s/\\@?#;,[\]%][^\s/\\@?#;,[\]%]*$/.test(domain) &&
    /^[\x21-\x7e]+$/.test(domain) &&
    !domain.includes('..')
  );
}

/** `expires` wins, since a jar's own cookie has both and its time runs from when it was set; Max-Age ≤ 0 has always ended. */
function expiryOf(expires: string | null, maxAge: number | null, now: number): string | null {
  const ended = maxAge !== null && maxAge <= 0;
  if (expires === null || ended) return expiryTime(null, maxAge, now);
  return expiryTime(timeOf('expires', expires), null, now);
}

function timeOf(field: 'expires' | 'createdAt' | 'lastAccessedAt', text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw new CookieFault(field, `"${text}" is not a time: write it as 2030-01-31T12:00:00Z.`);
  return time;
}
