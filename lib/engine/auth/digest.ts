import { createHash, randomBytes } from 'node:crypto';
import { joinedValue } from '@/lib/engine/headers';
import { splitUrl, wireUrl } from '@/lib/engine/url';
import type { Credentials, Signable } from './credentials';

/** R129, and SHA-512-256 of RFC 7616 §6.1; each also in its `-sess` form. */
const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  SHA: 'sha1',
  'SHA-256': 'sha256',
  'SHA-512': 'sha512',
  'SHA-512-256': 'sha512-256',
};

/** The fields of one Digest challenge, names in lower case. */
type Fields = Readonly<Record<string, string>>;

/**
 * RFC 7616 as `HTTPDigestAuth` does it (R127–R132): nothing at first, one answer to a 4xx. The nonce is not kept
 * for the next send: a new challenge is as valid on the wire (R132), and a session's settings stay untouched.
 */
export function digest(username: string, password: string, cnonce = randomCnonce): Credentials {
  return {
    answer(request, { status, headers }) {
      // R128: a challenge on another status is none
      if (status < 400 || status >= 500) return null;
      const fields = digestFields(joinedValue(headers, 'www-authenticate') ?? '');
      return fields && authorization(request, fields, { username, password, cnonce: cnonce() });
    },
  };
}

interface Secrets {
  username: string;
  password: string;
  cnonce: string;
}

function authorization(
  request: Signable,
  fields: Fields,
  { username, password, cnonce }: Secrets,
): string | null {
  const { realm = '', nonce, qop, algorithm = 'MD5' } = fields;
  const name = algorithm.toUpperCase();
  const hashName = HASHES[name.replace(/-SESS$/, '')];
  // R129, R130: an unknown algorithm or auth-int alone has no answer
  if (nonce === undefined || hashName === undefined || !offersAuth(qop)) return null;

  const hash = (text: string): string => createHash(hashName).update(text, 'utf8').digest('hex');
  const uri = requestUri(request.url);
  const plain = hash(`${username}:${realm}:${password}`);
  const ha1 = name.endsWith('-SESS') ? hash(`${plain}:${nonce}:${cnonce}`) : plain;
  const ha2 = hash(`${request.method}:${uri}`);
  const nc = '00000001';
  const response = hash(qop ? `${ha1}:${nonce}:${nc}:${cnonce}:auth:${ha2}` : `${ha1}:${nonce}:${ha2}`);
  const identity = `username="${quoted(username)}", realm="${realm}", nonce="${nonce}", uri="${uri}"`;
  const proof = `response="${response}"${echoed(fields)}`;
  return `Digest ${identity}, ${proof}${qop ? `, qop="auth", nc=${nc}, cnonce="${cnonce}"` : ''}`;
}

/** No qop is the form of RFC 2069, which anyone can answer; a list must have `auth` in it. */
function offersAuth(qop: string | undefined): boolean {
  return !qop || qop.split(',').some((one) => one.trim() === 'auth');
}

function echoed({ opaque, algorithm }: Fields): string {
  return `${opaque ? `, opaque="${opaque}"` : ''}${algorithm ? `, algorithm="${algorithm}"` : ''}`;
}

/** The first Digest challenge of a WWW-Authenticate value, which may list several schemes (RFC 9110 §11.6.1). */
function digestFields(value: string): Fields | null {
  const start = /(?:^|[\s,])digest\s+/i.exec(value);
  if (!start) return null;
  const fields: Record<string, string> = {};
  const field = /\s*([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))\s*(?:,|$)/y;
  field.lastIndex = start.index + start[0].length;
  for (let match = field.exec(value); match; match = field.exec(value)) {
    const name = match[1]?.toLowerCase();
    if (name && !Object.hasOwn(fields, name)) fields[name] = match[2] ?? match[3] ?? '';
  }
  return fields;
}

/** R131: path and query, as on the request line. */
function requestUri(url: string): string {
  const { path, query } = splitUrl(wireUrl(url));
  return `${path || '/'}${query && `?${query}`}`;
}

function quoted(text: string): string {
  return text.replace(/["\\]/g, '\\$&');
}

function randomCnonce(): string {
  return randomBytes(8).toString('hex');
}
