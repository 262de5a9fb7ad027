import { parseDate } from 'tough-cookie';
import type { Cookie, SameSite } from '@/lib/model/cookie';
import { trim } from './trim';

/** A cookie rule's "no": a sentence for people, and the section that says so. */
export interface Refusal {
  reason: string;
  rule: string;
}

/** A Set-Cookie line read, before it meets its host. Each attribute is the last one that counted. */
export interface SetCookie {
  /** as value, latin-1 text: one character is one octet */
  name: string;
  value: string;
  /** without its leading dot; null when absent or empty */
  domain: string | null;
  /** null when absent or not absolute: the default path applies (R117) */
  path: string | null;
  /** milliseconds since 1970 */
  expires: number | null;
  /** seconds */
  maxAge: number | null;
  secure: boolean;
  httpOnly: boolean;
  sameSite: SameSite | null;
  partitioned: boolean;
}

/** Octets of a name and its value together (RFC 6265bis §5.6). */
export const MAX_PAIR = 4096;
const MAX_ATTRIBUTE = 1024;
/** 9999-12-31T23:59:59Z in seconds, the last moment that ISO 8601 writes with four digits. */
const LAST_SECOND = 253402300799;

/**
 * Reads one Set-Cookie line by RFC 6265bis §5.6. Not tough-cookie's `parse`: that trims a trailing 0xA0 (half of a
 * UTF-8 "à"), refuses a tab inside a value and cuts at NUL instead of refusing.
 */
export function parseSetCookie(line: string): SetCookie | Refusal {
  if (hasControl(line)) return { reason: 'it has a control character', rule: 'RFC 6265bis §5.6' };
  const [pair = '', ...attributes] = line.split(';');
  const equals = pair.indexOf('=');
  const name = trim(pair.slice(0, Math.max(equals, 0)));
  const value = trim(pair.slice(equals + 1));
  if (name === '') return { reason: 'it has no name', rule: 'RFC 6265 §5.2' };
  const octets = name.length + value.length;
  if (octets > MAX_PAIR) {
    return { reason: `name and value are ${octets} octets, over ${MAX_PAIR}`, rule: 'RFC 6265bis §5.6' };
  }
  const cookie: SetCookie = {
    name,
    value,
    domain: null,
    path: null,
    expires: null,
    maxAge: null,
    secure: false,
    httpOnly: false,
    sameSite: null,
    partitioned: false,
  };
  for (const attribute of attributes) readAttribute(cookie, attribute);
  return cookie;
}

function readAttribute(cookie: SetCookie, attribute: string): void {
  const equals = attribute.indexOf('=');
  const name = trim(equals === -1 ? attribute : attribute.slice(0, equals)).toLowerCase();
  const value = equals === -1 ? '' : trim(attribute.slice(equals + 1));
  if (value.length <= MAX_ATTRIBUTE) ATTRIBUTES.get(name)?.(cookie, value);
}

const ATTRIBUTES = new Map<string, (cookie: SetCookie, value: string) => void>([
  ['expires', (cookie, value) => void (cookie.expires = parseDate(value)?.getTime() ?? cookie.expires)],
  ['max-age', (cookie, value) => void (cookie.maxAge = maxAge(value) ?? cookie.maxAge)],
  [
    'domain',
    (cookie, value) => void (cookie.domain = value.replace(/^\./, '').toLowerCase() || cookie.domain),
  ],
  ['path', (cookie, value) => void (cookie.path = value.startsWith('/') ? value : null)],
  ['secure', (cookie) => void (cookie.secure = true)],
  ['httponly', (cookie) => void (cookie.httpOnly = true)],
  ['samesite', (cookie, value) => void (cookie.sameSite = SAME_SITE.get(value.toLowerCase()) ?? null)],
  ['partitioned', (cookie) => void (cookie.partitioned = true)],
]);

const SAME_SITE = new Map<string, SameSite>([
  ['strict', 'strict'],
  ['lax', 'lax'],
  ['none', 'none'],
]);

/** RFC 6265bis §5.6.2: digits, perhaps after a minus; anything else is ignored. */
function maxAge(value: string): number | null {
  if (!/^-?\d+$/.test(value)) return null;
  return Math.max(-LAST_SECOND, Math.min(LAST_SECOND, Number(value)));
}

/** True for a control character other than HTAB, which ends a Set-Cookie line's hopes (RFC 6265bis §5.6). */
export function hasControl(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x7f || (code < 0x20 && code !== 0x09)) return true;
  }
  return false;
}

/**
 * The moment a cookie ends, as the model keeps it in `expires` (RFC 6265bis §5.7: Max-Age before Expires). ISO 8601, or null
 * for a session cookie. `expires` and `now` in milliseconds, `maxAge` in seconds.
 */
export function expiryTime(expires: number | null, maxAge: number | null, now: number): Cookie['expires'] {
  if (maxAge !== null && maxAge <= 0) return new Date(0).toISOString();
  const end = maxAge === null ? expires : now + maxAge * 1000;
  return end === null ? null : isoTime(end);
}

/** Milliseconds since 1970 as ISO 8601 in UTC, held between 1970 and 9999 so that such texts sort as their times do. */
export function isoTime(time: number): string {
  if (time !== last.time)
    last = { time, text: new Date(Math.max(0, Math.min(time, LAST_SECOND * 1000))).toISOString() };
  return last.text;
}
/** One send asks for the same moment again and again, and Date is slow. */
let last = { time: 0, text: new Date(0).toISOString() };
