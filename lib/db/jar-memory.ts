import 'server-only';
import type { JarChanges } from '@/lib/engine/contract';
import type { Cookie, CookieKey } from '@/lib/model/cookie';
import { asRead, jarTopic } from './cookie-rows';
import type { Database } from './database';
import type { Freshness, Mark } from './freshness';
import type { Scope } from './scope';

/** Cookies that are held in all; the oldest loads go first. */
const MOST_COOKIES = 50_000;

interface Held {
  cookies: readonly Cookie[];
  mark: Mark;
  domains: ReadonlySet<string>;
}

/**
 * The cookies of sessions as they were read last, so that a login's next request need not read them again. What a send
 * changed is done to them here too; anything else that is written to the jar makes them be read anew.
 */
export class JarMemory {
  /** by session, then by workspace and host */
  readonly #held = new Map<string, Map<string, Held>>();
  #cookies = 0;

  constructor(private readonly freshness: Freshness) {}

  /** What `read` gave for these domains last, while it is still so; else what it gives now. */
  async remember(
    { workspaceId }: Pick<Scope, 'workspaceId'>,
    sessionId: string,
    domains: readonly string[],
    read: () => Promise<Cookie[]>,
  ): Promise<readonly Cookie[]> {
    const topic = jarTopic(sessionId);
    const name = [workspaceId, ...domains].join(' ');
    const known = this.#held.get(sessionId)?.get(name);
    if (known !== undefined && this.freshness.isFresh(topic, known.mark)) return known.cookies;
    const mark = this.freshness.mark(topic);
    const cookies = (await read()).map((cookie) => Object.freeze(cookie));
    this.#forget(sessionId, name);
    this.#hold(sessionId, name, { cookies, mark, domains: new Set(domains) });
    return cookies;
  }

  /**
   * To be called before a write of what a send changed. Gives what to call after it: `writes` statements did these changes to
   * the jar, and nothing else to it.
   */
  beforeWrite(sessionId: string): (changes: JarChanges, writes: number) => void {
    const before = [...(this.#held.get(sessionId) ?? [])];
    return (changes, writes) => {
      for (const [name, held] of before) {
        if (this.#held.get(sessionId)?.get(name) !== held) continue;
        this.#forget(sessionId, name);
        const cookies = changed(held, changes);
        // Had anyone else written since it was read, the count would be another, and it would be read anew.
        const mark = { ...held.mark, writes: held.mark.writes + writes };
        if (cookies !== null) this.#hold(sessionId, name, { ...held, cookies, mark });
      }
    };
  }

  #hold(sessionId: string, name: string, held: Held): void {
    const hosts = this.#held.get(sessionId) ?? new Map<string, Held>();
    hosts.set(name, held);
    this.#held.set(sessionId, hosts);
    this.#cookies += held.cookies.length + 1;
    for (const oldest of this.#held.keys()) {
      if (this.#cookies <= MOST_COOKIES || oldest === sessionId) break;
      for (const host of this.#held.get(oldest)?.keys() ?? []) this.#forget(oldest, host);
    }
  }

  #forget(sessionId: string, name: string): void {
    const hosts = this.#held.get(sessionId);
    const held = hosts?.get(name);
    if (hosts === undefined || held === undefined) return;
    this.#cookies -= held.cookies.length + 1;
    hosts.delete(name);
    if (hosts.size === 0) this.#held.delete(sessionId);
  }
}

const memories = new WeakMap<Freshness, JarMemory>();

/** The memory of a database; null where it cannot tell whether a jar changed. */
export function jarMemoryOf(db: Database): JarMemory | null {
  const { freshness } = db.sql;
  if (freshness === null) return null;
  const memory = memories.get(freshness) ?? new JarMemory(freshness);
  memories.set(freshness, memory);
  return memory;
}

/** The list after the changes, in the order in which it would be read; null when that is not plain to see. */
function changed({ cookies, domains }: Held, { put, remove }: JarChanges): readonly Cookie[] | null {
  const puts = put.filter(({ domain }) => domains.has(domain)).map(asRead);
  const kept: Cookie[] = [];
  for (const old of cookies) {
    if (remove.some((key) => isSame(key, old))) continue;
    const at = puts.findIndex((cookie) => isSame(cookie, old));
    const [next = old] = at < 0 ? [] : puts.splice(at, 1);
    if (next.createdAt !== old.createdAt) return null;
    kept.push(next);
  }
  puts.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  const isLast = puts.every(
    (cookie, at) => cookie.createdAt > ((puts[at - 1] ?? kept.at(-1))?.createdAt ?? ''),
  );
  return isLast ? [...kept, ...puts] : null;
}

function isSame(a: CookieKey, b: CookieKey): boolean {
  return a.name === b.name && a.path === b.path && a.domain === b.domain && a.hostOnly === b.hostOnly;
}
