import 'server-only';
import type { JarChanges } from '@/lib/engine/contract';
import type { Cookie } from '@/lib/model/cookie';
import type { ExchangeRecord } from '@/lib/model/exchange';
import { asRead, cookieKeyText } from './cookie-rows';
import { storedOrder } from './exchange-rows';
import { domainsOf } from './jar';
import { now, toExpiry } from './times';

interface Held {
  cookie: Cookie;
  ordinal: number;
}

/**
 * The jar of a session that was made for one run and is empty at its beginning: what the run's own sends changed is all
 * there is in it, so that nothing need be read back of what was written.
 */
export class RunJar {
  #held = new Map<string, Held>();

  /** @param most a jar is cut to this many cookies, by the database */
  constructor(private readonly most: number) {}

  /** Whether this many more are certain to be within the limit. */
  holds(more: number): boolean {
    return this.#held.size + more <= this.most;
  }

  /** As `loadCookies` reads them: expired ones too. */
  load(host: string): readonly Cookie[] {
    const domains = new Set(domainsOf(host));
    return this.#sorted().filter(({ domain }) => domains.has(domain));
  }

  /** As `listCookies` reads them. */
  list(): Cookie[] {
    const time = now();
    return this.#sorted().filter(({ expires }) => (toExpiry(expires) ?? '~') > time);
  }

  /** Does what a send's write does to the rows (`upsertCookies`, `removeCookies`). */
  apply({ put, remove }: JarChanges, record: ExchangeRecord): void {
    for (const key of remove) this.#held.delete(cookieKeyText(key));
    const ordinalOf = storedOrder(record);
    for (const [index, cookie] of put.entries()) {
      const key = cookieKeyText(cookie);
      const old = this.#held.get(key);
      const isRefreshed = old?.cookie.createdAt === cookie.createdAt;
      const ordinal = isRefreshed ? old.ordinal : ordinalOf(cookie, index);
      this.#held.set(key, { cookie: asRead(cookie), ordinal });
    }
    if (!this.holds(0)) this.#trim();
  }

  /** As `capStatements` has the database do it. */
  #trim(): void {
    const time = now();
    const rank = ({ cookie }: Held): string =>
      `${(toExpiry(cookie.expires) ?? '~') <= time ? 0 : 1} ${cookie.lastAccessedAt}`;
    const first = [...this.#held].sort(([, a], [, b]) => {
      const [one, other] = [rank(a), rank(b)];
      return one === other ? byAge(a, b) : one < other ? -1 : 1;
    });
    for (const [key] of first.slice(0, this.#held.size - this.most)) this.#held.delete(key);
  }

  #sorted(): Cookie[] {
    return [...this.#held.values()].sort(byAge).map(({ cookie }) => cookie);
  }
}

/** The order of `COOKIE_ORDER`. */
function byAge(a: Held, b: Held): number {
  if (a.cookie.createdAt === b.cookie.createdAt) return a.ordinal - b.ordinal;
  return a.cookie.createdAt < b.cookie.createdAt ? -1 : 1;
}
