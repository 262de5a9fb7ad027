import type { Cookie, CookieKey } from '@/lib/model/cookie';
import type { RejectedCookie, RemovedCookie, StoredCookie, WithheldCookie } from '@/lib/model/exchange';
import type { JarChanges, LoadCookies, SendLimits } from './contract';
import { changesOf } from './cookie-change';
import { crowdedOut, excess } from './cookie-eviction';
import { compareForHeader, compareKeys, compareText, isExpired, keyText } from './cookie-list';
import type { Refusal } from './cookie-parse';
import { admit, endedBySetting, expired, withhold } from './cookie-rules';
import { cookieTarget, type CookieTarget } from './cookie-target';

/** What the jar decided for one request: in the order of the Cookie header, and what stays behind, with its reason. */
export interface Sending {
  sent: Cookie[];
  withheld: WithheldCookie[];
  /** the request's own cookies, when it has some: those of these names are not out of the jar */
  own?: Readonly<Record<string, string | null>>;
}

/** What became of one response's Set-Cookie lines. `stored` is what is still in the jar afterwards (R105, R106). */
export interface Storing {
  stored: StoredCookie[];
  rejected: RejectedCookie[];
  removed: RemovedCookie[];
}

export interface JarOptions {
  limits: Pick<SendLimits, 'cookiesPerHost' | 'cookiesPerSession'>;
  /** milliseconds since 1970 */
  now: () => number;
}

/** A last access is written anew only when the old one is older, so that most sends write nothing. Milliseconds. */
const ACCESS_STEP = 60_000;

/**
 * The cookies that one send can meet, by RFC 6265bis as `cookie-rules.ts` says it. Loads each host once, lazily; its limits
 * work on what was loaded. What a send decided stays, whatever a later load brings.
 */
export class Jar {
  readonly #cookies = new Map<string, Cookie>();
  readonly #loaded = new Map<string, Cookie>();
  readonly #hosts = new Map<string, Promise<void>>();
  /** the youngest creation time, and the next end of a cookie, in milliseconds */
  #newest = 0;
  #soonestEnd = Infinity;
  /** of the URL that was asked for last: a hop stores under the one that it sent to */
  #last: { url: string; target: CookieTarget } | null = null;

  constructor(
    private readonly load: LoadCookies,
    private readonly options: JarOptions,
  ) {}

  /** Decides what goes with a request to `url`, an absolute http(s) URL. Expired cookies are found and dropped on the way. */
  async cookiesFor(url: string): Promise<Sending> {
    const target = this.#target(url);
    await this.#open(target.host);
    const now = this.options.now();
    const sent: Cookie[] = [];
    const withheld: WithheldCookie[] = [];
    const stale = new Date(now - ACCESS_STEP).toISOString();
    for (const [key, cookie] of this.#cookies) {
      const refusal = withhold(cookie, target, now);
      if (refusal === null) sent.push(cookie.lastAccessedAt < stale ? this.#touch(key, cookie, now) : cookie);
      else withheld.push({ name: cookie.name, domain: cookie.domain, path: cookie.path, ...refusal });
    }
    this.#dropExpired(now);
    return { sent: sent.sort(compareForHeader), withheld };
  }

  /** Offers a response's Set-Cookie lines, in order, each latin-1 text of its bytes (R104). Never throws for a bad line. */
  async store(url: string, setCookieLines: readonly string[]): Promise<Storing> {
    if (setCookieLines.length === 0) return { stored: [], rejected: [], removed: [] };
    const target = this.#target(url);
    await this.#open(target.host);
    const now = this.options.now();
    const removed = new Map<string, RemovedCookie>();
    for (const [key, cookie] of this.#dropExpired(now)) {
      const why = expired(cookie, now);
      if (why) removed.set(key, departed(cookie, why));
    }
    const stored = new Map<string, Cookie>();
    const before = new Map<string, Cookie | undefined>();
    const rejected: RejectedCookie[] = [];
    for (const line of setCookieLines) {
      const cookie = admit(line, target, this.#cookies.values(), Math.max(now, this.#newest + 1), now);
      if ('reason' in cookie) {
        rejected.push({ setCookie: line, ...cookie });
        continue;
      }
      const key = keyText(cookie);
      stored.delete(key);
      if (!before.has(key)) before.set(key, this.#cookies.get(key));
      if (isExpired(cookie, now)) this.#expire(key, cookie, line, removed, rejected);
      else {
        stored.set(key, this.#put(key, cookie));
        removed.delete(key);
      }
    }
    for (const [key, cookie] of this.#evict([...stored.values()])) {
      stored.delete(key);
      removed.set(key, cookie);
    }
    const kept = [...stored].map(([key, cookie]) => withChanges(cookie, before.get(key)));
    return { stored: kept, rejected, removed: [...removed.values()] };
  }

  /** What is different from what was loaded, each key once, sorted by key. */
  changes(): JarChanges {
    const put: Cookie[] = [];
    const remove: CookieKey[] = [];
    for (const [key, cookie] of this.#cookies) if (this.#loaded.get(key) !== cookie) put.push(cookie);
    for (const [key, { domain, hostOnly, path, name }] of this.#loaded)
      if (!this.#cookies.has(key)) remove.push({ domain, hostOnly, path, name });
    return { put: put.sort(compareKeys), remove: remove.sort(compareKeys) };
  }

  #target(url: string): CookieTarget {
    if (this.#last?.url !== url) this.#last = { url, target: cookieTarget(url) };
    return this.#last.target;
  }

  #open(host: string): Promise<void> {
    const known = this.#hosts.get(host);
    if (known !== undefined) return known;
    const opening = this.load(host).then((cookies) => this.#take(cookies));
    this.#hosts.set(host, opening);
    return opening;
  }

  #take(cookies: readonly Cookie[]): void {
    const soon = new Date(this.options.now() + ACCESS_STEP).toISOString();
    let newest = '';
    for (const cookie of cookies) {
      const key = keyText(cookie);
      if (this.#loaded.has(key)) continue;
      this.#loaded.set(key, cookie);
      if (!this.#cookies.has(key)) this.#set(key, cookie);
      if (cookie.createdAt < soon && compareText(newest, cookie.createdAt) < 0) newest = cookie.createdAt;
    }
    if (newest !== '') this.#newest = Math.max(this.#newest, Date.parse(newest));
  }

  #touch(key: string, cookie: Cookie, now: number): Cookie {
    const touched = { ...cookie, lastAccessedAt: new Date(now).toISOString() };
    this.#cookies.set(key, touched);
    return touched;
  }

  /** Keeps the creation time of the cookie that it replaces (RFC 6265bis §5.7); a new one is younger than all before it. */
  #put(key: string, cookie: Cookie): Cookie {
    const old = this.#cookies.get(key);
    const kept = old === undefined ? cookie : { ...cookie, createdAt: old.createdAt };
    if (old === undefined) this.#newest = Date.parse(cookie.createdAt);
    this.#set(key, kept);
    return kept;
  }

  #set(key: string, cookie: Cookie): void {
    this.#cookies.set(key, cookie);
    if (cookie.expires !== null) this.#soonestEnd = Math.min(this.#soonestEnd, Date.parse(cookie.expires));
  }

  #expire(
    key: string,
    cookie: Cookie,
    line: string,
    removed: Map<string, RemovedCookie>,
    rejected: RejectedCookie[],
  ): void {
    if (this.#cookies.delete(key)) removed.set(key, departed(cookie, endedBySetting(cookie)));
    else if (!removed.has(key)) {
      const reason = 'already expired, and there is no such cookie to remove';
      rejected.push({ setCookie: line, reason, rule: 'RFC 6265bis §5.7' });
    }
  }

  #dropExpired(now: number): [string, Cookie][] {
    if (now < this.#soonestEnd) return [];
    const expired = [...this.#cookies].filter(([, cookie]) => isExpired(cookie, now));
    for (const [key] of expired) this.#cookies.delete(key);
    return expired;
  }

  #evict(stored: readonly Cookie[]): [string, RemovedCookie][] {
    const { cookiesPerHost, cookiesPerSession } = this.options.limits;
    const evicted: [string, RemovedCookie][] = [];
    const drop = (domain: string | null, cap: number): void => {
      // There is nothing to count out while all of them together are no more.
      if (this.#cookies.size <= cap) return;
      const all = [...this.#cookies.values()];
      const cookies = domain === null ? all : all.filter((cookie) => cookie.domain === domain);
      for (const cookie of excess(cookies, cap)) {
        const key = keyText(cookie);
        this.#cookies.delete(key);
        evicted.push([key, departed(cookie, crowdedOut(domain, cap))]);
      }
    };
    for (const domain of new Set(stored.map((cookie) => cookie.domain))) drop(domain, cookiesPerHost);
    drop(null, cookiesPerSession);
    return evicted;
  }
}

function departed({ name, domain, path }: Cookie, why: Refusal): RemovedCookie {
  return { name, domain, path, ...why };
}

function withChanges(cookie: Cookie, old: Cookie | undefined): StoredCookie {
  return old ? { ...cookie, replaced: { value: old.value, changed: changesOf(old, cookie) } } : cookie;
}
