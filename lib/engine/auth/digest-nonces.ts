import type { NamedChallenge } from './challenges';

/** A challenge that was answered, kept for the next send. */
export interface KnownChallenge {
  fields: NamedChallenge['fields'];
  /** the client nonce of the first answer, which a `-sess` key is made of (RFC 7616 §3.4.2) */
  cnonce: string;
}

/** Protection spaces and nonces kept per session; the one used longest ago gives way. */
const MOST_SPACES = 100;
const MOST_NONCES = 400;

/**
 * What digest servers told one session: the challenge of each protection space, and how often each nonce was used
 * (R132). Like a connection it lives in memory only; losing it costs one more challenge. Nothing here waits, so that
 * two sends at once never take the same count.
 */
export class DigestNonces {
  readonly #spaces = new Map<string, KnownChallenge>();
  readonly #counts = new Map<string, number>();

  /** The challenge to answer before it is asked again; `who` tells users and passwords apart. */
  find(origin: string, who: string, path: string): KnownChallenge | null {
    const prefix = spaceKey(origin, who, '');
    let found: KnownChallenge | null = null;
    for (const [key, known] of this.#spaces) {
      if (key.startsWith(prefix) && covers(known.fields.domain, origin, path)) found = known;
    }
    return found && this.#counts.has(nonceKey(origin, found.fields)) ? found : null;
  }

  remember(origin: string, who: string, known: KnownChallenge): void {
    const key = spaceKey(origin, who, known.fields.realm ?? '');
    this.#spaces.delete(key);
    keep(this.#spaces, key, known, MOST_SPACES);
  }

  /** Forgets an answer that the server did not take. */
  forget(origin: string, who: string, { realm = '' }: NamedChallenge['fields']): void {
    this.#spaces.delete(spaceKey(origin, who, realm));
  }

  /** The next count of a nonce, from 1, whoever answers with it. */
  count(origin: string, fields: NamedChallenge['fields']): number {
    const key = nonceKey(origin, fields);
    const next = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.delete(key);
    keep(this.#counts, key, next, MOST_NONCES);
    return next;
  }
}

function keep<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.set(key, value);
  if (map.size <= most) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}

function spaceKey(origin: string, who: string, realm: string): string {
  return `${origin} ${who} ${realm}`;
}

function nonceKey(origin: string, { nonce = '' }: NamedChallenge['fields']): string {
  return `${origin} ${nonce}`;
}

/** RFC 7616 §3.3: `domain` lists prefixes of the space; without it the whole origin is meant. */
function covers(domain: string | undefined, origin: string, path: string): boolean {
  if (!domain?.trim()) return true;
  return domain
    .trim()
    .split(/\s+/)
    .some((prefix) => (prefix.startsWith('/') ? path : origin + path).startsWith(prefix));
}
