import { createHash } from 'node:crypto';
import type { Arrived, Handler } from './target-server';

export interface DigestRules {
  username: string;
  password: string;
  realm?: string;
  algorithm?: string;
  /** as in the challenge: `auth`, `auth-int` or both; empty: the form of RFC 2069 */
  qop?: string;
  /** more fields of the challenge, as they are written there */
  more?: string;
  /** a nonce may be used this often, then it is stale */
  uses?: number;
}

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-256': 'sha256',
  'SHA-512-256': 'sha512-256',
};

/**
 * A server that protects itself as RFC 7616 §3 says: it checks each response field, and that a nonce is its own,
 * not used too often and never with the same count twice. What it lets through goes to `inner`.
 */
export function digestProtected(rules: DigestRules, inner: Handler): Handler {
  const { realm = 'r', algorithm, qop = 'auth', more = '', uses = Infinity } = rules;
  /** highest count seen, by nonce */
  const counts = new Map<string, number>();
  let made = 0;
  return (request, response) => {
    const fields = fieldsOf(request.header('authorization') ?? '');
    const verdict = fields ? judge(fields) : 'unknown';
    if (verdict === 'ok') return inner(request, response);
    const nonce = `nonce-${(made += 1)}`;
    counts.set(nonce, 0);
    const named = algorithm ? `, algorithm=${algorithm}` : '';
    const stale = verdict === 'stale' ? ', stale=true' : '';
    const challenge = `Digest realm="${realm}", nonce="${nonce}"${qop && `, qop="${qop}"`}${named}${stale}${more}`;
    response.writeHead(401, { 'www-authenticate': challenge }).end('who are you?');

    function judge(given: Record<string, string>): 'ok' | 'stale' | 'wrong' {
      if (given.response !== expectedResponse(given, request, rules)) return 'wrong';
      const { nonce: used = '', nc = '1' } = given;
      const last = counts.get(used);
      const count = Number.parseInt(nc, 16);
      if (last === undefined || last >= uses || (qop && count <= last)) return 'stale';
      counts.set(used, qop ? count : last + 1);
      return 'ok';
    }
  };
}

function expectedResponse(given: Record<string, string>, request: Arrived, rules: DigestRules): string {
  const { username, realm = 'r' } = rules;
  const hash = hasher(rules);
  const user = given.userhash === 'true' ? hash(`${username}:${realm}`) : username;
  if (nameOf(given) !== user || given.uri !== request.url) return 'none';
  const { nonce, nc, cnonce, qop } = given;
  const ha1 = userHash(rules, `${nonce}:${cnonce}`);
  const entity = qop === 'auth-int' ? `:${hash(request.body)}` : '';
  const ha2 = hash(`${request.method}:${request.url}${entity}`);
  return hash(qop ? `${ha1}:${nonce}:${nc}:${cnonce}:${qop}:${ha2}` : `${ha1}:${nonce}:${ha2}`);
}

function userHash(rules: DigestRules, nonces: string): string {
  const { username, password, realm = 'r', algorithm } = rules;
  const hash = hasher(rules);
  const plain = hash(`${username}:${realm}:${password}`);
  return algorithm?.endsWith('-sess') ? hash(`${plain}:${nonces}`) : plain;
}

function hasher({ algorithm = 'MD5' }: DigestRules): (data: string | Buffer) => string {
  const name = HASHES[algorithm.replace(/-sess$/, '')] ?? 'md5';
  return (data) => createHash(name).update(data).digest('hex');
}

function nameOf(given: Record<string, string>): string {
  const extended = given['username*'];
  return extended === undefined
    ? (given.username ?? '')
    : decodeURIComponent(extended.replace("UTF-8''", ''));
}

/** The fields of a Digest Authorization; null when it is none. */
export function fieldsOf(authorization: string): Record<string, string> | null {
  if (!authorization.startsWith('Digest ')) return null;
  const pairs = authorization.slice(7).matchAll(/([\w*]+)=(?:"((?:[^"\\]|\\.)*)"|([^,\s]*))/g);
  return Object.fromEntries(
    [...pairs].map(([, name = '', quoted, plain]) => [name, quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '']),
  );
}
