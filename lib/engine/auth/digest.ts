import { createHash, randomBytes } from 'node:crypto';
import { joinedValue } from '@/lib/engine/headers';
import { splitUrl, wireUrl } from '@/lib/engine/url';
import { parseChallenges, type NamedChallenge } from './challenges';
import { bodyHash } from './body-hash';
import type { Challenge, Credentials, Signable, Signed } from './credentials';
import { DigestNonces } from './digest-nonces';

/** R129, and SHA-512-256 of RFC 7616 §6.1; each also in its `-sess` form. */
const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  SHA: 'sha1',
  'SHA-256': 'sha256',
  'SHA-512': 'sha512',
  'SHA-512-256': 'sha512-256',
};

type Fields = NamedChallenge['fields'];
type Answering = NonNullable<Credentials['answer']>;
interface User {
  username: string;
  password: string;
}

/**
 * RFC 7616 as `HTTPDigestAuth` does it (R127–R134): a nonce the session knows is used before it is asked for, else
 * the challenge of a 4xx is answered once, and once more when the server calls the nonce stale (§3.3).
 */
export function digest(user: User, nonces = new DigestNonces(), newCnonce = randomCnonce): Credentials {
  const who = createHash('sha256')
    .update(JSON.stringify([user.username, user.password]))
    .digest('base64url');
  const authorize = async (request: Signable, fields: Fields, cnonce: string): Promise<Signed> => {
    const entity = chooseQop(fields.qop) === 'auth-int' ? await bodyHash(hashOf(fields), request.body) : '';
    const count = nonces.count(originOf(request.url), fields);
    const value = authorization(request, fields, { ...user, cnonce, count, entity });
    return { headers: [['Authorization', value]] };
  };
  const answerTo = (request: Signable, fields: Fields): Promise<Signed> => {
    const cnonce = newCnonce();
    nonces.remember(originOf(request.url), who, { fields, cnonce });
    return authorize(request, fields, cnonce);
  };
  const answerStale: Answering = async (request, challenge) => {
    const fields = answerable(challenge);
    if (fields?.stale?.toLowerCase() === 'true') return { ...(await answerTo(request, fields)), then: null };
    if (fields) nonces.forget(originOf(request.url), who, fields);
    return null;
  };
  return {
    async sign(request, hop) {
      // R134: what follows a redirect goes out without, and may be challenged
      const known = hop === 0 ? nonces.find(originOf(request.url), who, requestUri(request.url)) : null;
      return known && authorize(request, known.fields, isSession(known.fields) ? known.cnonce : newCnonce());
    },
    async answer(request, challenge) {
      const fields = answerable(challenge);
      return fields && { ...(await answerTo(request, fields)), then: { answer: answerStale } };
    },
  };
}

/** The first Digest challenge that can be answered: a server lists the one it likes best first (RFC 7616 §3.7). */
function answerable({ status, headers }: Challenge): Fields | null {
  // R128: a challenge on another status is none
  if (status < 400 || status >= 500) return null;
  const challenges = parseChallenges(joinedValue(headers, 'www-authenticate') ?? '');
  const found = challenges.find(
    ({ scheme, fields }) =>
      // R129: an unknown algorithm has no answer
      scheme === 'digest' &&
      fields.nonce !== undefined &&
      hashOf(fields) !== '' &&
      chooseQop(fields.qop) !== null,
  );
  return found?.fields ?? null;
}

/** One answer: who, and the client's own part of it. */
interface Proof extends User {
  cnonce: string;
  count: number;
  /** the hash of the body, for `auth-int` */
  entity: string;
}

function authorization(request: Signable, fields: Fields, proof: Proof): string {
  const { realm = '', nonce = '' } = fields;
  const { cnonce } = proof;
  const qop = chooseQop(fields.qop);
  const uri = requestUri(request.url);
  const nc = proof.count.toString(16).padStart(8, '0');
  const ha1 = userHash(fields, proof);
  const ha2 = requestHash(fields, `${request.method}:${uri}`, proof);
  const signed = qop ? `${ha1}:${nonce}:${nc}:${cnonce}:${qop}:${ha2}` : `${ha1}:${nonce}:${ha2}`;
  const response = hashWith(fields, signed);

  const identity = `${nameField(fields, proof)}, realm="${realm}", nonce="${nonce}", uri="${uri}"`;
  const client = qop ? `, qop="${qop}", nc=${nc}` : '';
  const salt = qop || isSession(fields) ? `, cnonce="${cnonce}"` : '';
  const end = hidesUser(fields) ? ', userhash=true' : '';
  return `Digest ${identity}, response="${response}"${echoed(fields)}${client}${salt}${end}`;
}

/** RFC 7616 §3.4.2 */
function userHash(fields: Fields, { username, password, cnonce }: Proof): string {
  const plain = hashWith(fields, `${username}:${fields.realm ?? ''}:${password}`);
  return isSession(fields) ? hashWith(fields, `${plain}:${fields.nonce ?? ''}:${cnonce}`) : plain;
}

/** RFC 7616 §3.4.3 */
function requestHash(fields: Fields, line: string, { entity }: Proof): string {
  return hashWith(fields, chooseQop(fields.qop) === 'auth-int' ? `${line}:${entity}` : line);
}

function hashWith(fields: Fields, text: string): string {
  return createHash(hashOf(fields)).update(text).digest('hex');
}

function hidesUser({ userhash }: Fields): boolean {
  return userhash?.toLowerCase() === 'true';
}

/** RFC 7616 §3.4: a name that a header's text cannot carry goes in the form of RFC 8187, or hashed where that is asked. */
function nameField(fields: Fields, { username }: User): string {
  if (hidesUser(fields)) return `username="${hashWith(fields, `${username}:${fields.realm ?? ''}`)}"`;
  if (/^[\x20-\x7e]*$/.test(username)) return `username="${username.replace(/["\\]/g, '\\$&')}"`;
  const escaped = encodeURIComponent(username).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `username*=UTF-8''${escaped}`;
}

function echoed({ opaque, algorithm }: Fields): string {
  return `${opaque ? `, opaque="${opaque}"` : ''}${algorithm ? `, algorithm="${algorithm}"` : ''}`;
}

/** '' for one that is unknown. */
function hashOf({ algorithm = 'MD5' }: Fields): string {
  return HASHES[algorithm.toUpperCase().replace(/-SESS$/, '')] ?? '';
}

function isSession({ algorithm }: Fields): boolean {
  return /-sess$/i.test(algorithm ?? '');
}

/**
 * `auth` where it is offered, '' for the form of RFC 2069 where nothing is. R130 departs: `auth-int` alone is answered
 * too, with the body's hash; requests sends no answer then. null: none that we know.
 */
function chooseQop(offered: string | undefined): 'auth' | 'auth-int' | '' | null {
  if (!offered) return '';
  const names = offered.split(',').map((name) => name.trim().toLowerCase());
  if (names.includes('auth')) return 'auth';
  return names.includes('auth-int') ? 'auth-int' : null;
}

/** R131: path and query, as on the request line. */
function requestUri(url: string): string {
  const { path, query } = splitUrl(wireUrl(url));
  return `${path || '/'}${query && `?${query}`}`;
}

function originOf(url: string): string {
  const { scheme, netloc } = splitUrl(url);
  return `${scheme}://${netloc.slice(netloc.lastIndexOf('@') + 1).toLowerCase()}`;
}

function randomCnonce(): string {
  return randomBytes(8).toString('hex');
}
