import type { Pairs } from '@/lib/model/pairs';
import type { DecisionCode } from './decisions';
import { joinedValue } from './headers';
import type { Outgoing } from './outgoing';
import { requote } from './percent';
import { expectsBody } from './request-head';
import { signatureOf, tellRedirect } from './redirect-trail';
import { Trail } from './trail';
import { checkTarget, joinParts, joinUrl, splitUrl } from './url';

const FOLLOWED = new Set([301, 302, 303, 307, 308]);
const BODY_HEADERS = new Map<string, DecisionCode>([
  ['content-length', 'bodyHeaderLeft'],
  ['content-type', 'bodyHeaderLeft'],
  ['transfer-encoding', 'bodyHeaderLeft'],
]);
/** Headers that every redirect leaves behind (R96, R99). */
const LEFT = new Map<string, DecisionCode>([
  ['cookie', 'cookieLeft'],
  ['proxy-authorization', 'proxyAuthLeft'],
]);
/** Names that carry a key by custom. They stay behind at another origin, which departs from R39: see `secretGround`. */
const KEY_NAME = new RegExp(
  `(?:^|[-_.])(?:${[
    '[a-z0-9]*api[-_.]?key',
    '(?:access|account|admin|app|application|auth|client|consumer|functions?|license|master|private|secret|service|signing|subscription)[-_.]?key',
    '[a-z0-9]*(?:token|secret|auth)',
    'authorization|credentials?|pass(?:word|wd|phrase)?|session[-_.]?id',
  ].join('|')})$`,
);

/** Where a response points, percent-encoded and absolute; null when there is nothing to follow (R75, R76). */
export function redirectTarget(from: string, status: number, headers: Pairs): string | null {
  if (!FOLLOWED.has(status)) return null;
  const location = joinedValue(headers, 'location');
  return location ? resolveLocation(from, utf8Text(location)) : null;
}

/**
 * The request that follows a redirect to `url` (R77–R99), as `resolve_redirects` makes it.
 * Fails with `invalid_schema` or `invalid_url` when the target cannot be sent to (R87).
 */
export function redirected(sent: Outgoing, status: number, url: string): Outgoing {
  const from = sent.unsigned ?? sent;
  const target = checkTarget(url);
  const method = redirectedMethod(from.method, status);
  const keepsBody = status === 307 || status === 308;
  const leaves = leavesOrigin(from.url, url);
  const trail = new Trail();
  trail.auth = from.trail.auth;
  const dropped: string[] = [];
  const headers = from.headers.filter(([name]) => {
    const lower = name.toLowerCase();
    const ground = (keepsBody ? null : BODY_HEADERS.get(lower)) ?? LEFT.get(lower) ?? null;
    const secret = ground === null && leaves ? secretGround(lower, from) : null;
    if (secret !== null) dropped.push(name);
    const why = ground ?? secret;
    if (why === null) trail.keep(from.trail, lower);
    else trail.leave(from.trail, name, why);
    return why === null;
  });
  if (leaves) dropped.push(...signatureOf(sent, from));
  const body = keepsBody ? from.body : null;
  // urllib3 frames these methods even when a redirect took their body (R66, R81), and does so first
  if (!keepsBody && expectsBody(method)) {
    headers.unshift(['Content-Length', '0']);
    trail.header('Content-Length', 'noBodyLeft');
  }
  const sameHost = hostOf(from.url) === target.host.toLowerCase();
  tellRedirect(trail, sent, { method, status, keepsBody, leaves, sameHost });
  return {
    method,
    url,
    headers,
    cookieAt: headers.length,
    body,
    // R98 departs: cookies meant for one host are not handed to another on a shared server
    cookies: sameHost ? from.cookies : null,
    // a digest is answered at its own origin only; requests would answer whoever asks
    credentials: leaves ? null : from.credentials,
    secretNames: from.secretNames,
    dropped,
    unsigned: null,
    trail,
  };
}

/** R77–R80: 303 and 302 make GET of all but HEAD, 301 of POST alone; 307 and 308 change nothing. */
export function redirectedMethod(method: string, status: number): string {
  if ((status === 303 || status === 302) && method !== 'HEAD') return 'GET';
  if (status === 301 && method === 'POST') return 'GET';
  return method;
}

/** Whether Authorization must stay behind (R91, `should_strip_auth`). */
export function leavesOrigin(from: string, to: string): boolean {
  const a = origin(from);
  const b = origin(to);
  if (a.host !== b.host) return true;
  if (a.scheme === 'http' && a.port === 80 && b.scheme === 'https' && b.port === 443) return false;
  return a.scheme !== b.scheme || a.port !== b.port;
}

/**
 * R91 and a stated departure from R39: headers that hold a key, by our auth, by a secret variable or by their name,
 * are kept from other origins, since a shared server must not hand a member's keys to whoever a target points at.
 */
function secretGround(name: string, from: Outgoing): DecisionCode | null {
  if (name === 'authorization') return 'authorizationLeft';
  if (from.secretNames.includes(name)) return 'keyOfAuthLeft';
  if (from.trail.carriesSecret(name)) return 'secretLeft';
  return KEY_NAME.test(name) ? 'keyByNameLeft' : null;
}

/** R84–R86, R88, R89: requests' order of steps, fragment carried first, then quoted, then joined. */
function resolveLocation(from: string, location: string): string {
  const absolute = location.startsWith('//') ? `${splitUrl(from).scheme}:${location}` : location;
  const parts = splitUrl(absolute);
  const fragment = parts.fragment || splitUrl(from).fragment;
  const quoted = requote(joinParts({ ...parts, fragment }));
  return parts.netloc ? quoted : joinUrl(from, quoted);
}

/** R83: header bytes came as latin-1 text and are UTF-8; bytes that are not are escaped as they are. */
function utf8Text(latin1: string): string {
  if (!/[\x80-\xff]/.test(latin1)) return latin1;
  const bytes = Buffer.from(latin1, 'latin1');
  const text = bytes.toString('utf8');
  if (Buffer.from(text, 'utf8').equals(bytes)) return text;
  return latin1.replace(/[\x80-\xff]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function origin(url: string): { scheme: string; host: string; port: number } {
  const { scheme, netloc } = splitUrl(url);
  const address = netloc.slice(netloc.lastIndexOf('@') + 1);
  const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*):?(\d*)$/.exec(address) ?? [];
  return { scheme, host: host.toLowerCase(), port: Number(port) || (scheme === 'https' ? 443 : 80) };
}

/** The host that a URL names, in lower case, without port and userinfo. */
export function hostOf(url: string): string {
  return origin(url).host;
}
