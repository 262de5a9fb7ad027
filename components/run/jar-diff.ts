import { CHANGE_WORDS } from '@/components/exchange/cookie-words';
import type { Cookie } from '@/lib/model/cookie';
import type { CookieChange } from '@/lib/model/exchange';

export type JarChange = 'added' | 'changed' | 'removed' | 'same';

/** One cookie before and after a step. `what` names the attributes that are no longer as they were. */
export interface JarRow {
  key: string;
  change: JarChange;
  cookie: Cookie;
  before: Cookie | null;
  after: Cookie | null;
  what: string[];
}

const ATTRIBUTES = Object.entries(CHANGE_WORDS) as [CookieChange, string][];

/** What a step did to the jar, cookie by cookie, by host, path and name. */
export function diffJars(before: readonly Cookie[], after: readonly Cookie[]): JarRow[] {
  const old = new Map(before.map((cookie) => [keyOf(cookie), cookie]));
  const rows = after.map((cookie): JarRow => {
    const key = keyOf(cookie);
    const was = old.get(key) ?? null;
    old.delete(key);
    const what = was ? ATTRIBUTES.filter(([name]) => was[name] !== cookie[name]).map(([, word]) => word) : [];
    const change = was === null ? 'added' : what.length > 0 ? 'changed' : 'same';
    return { key, change, cookie, before: was, after: cookie, what };
  });
  for (const [key, cookie] of old)
    rows.push({ key, change: 'removed', cookie, before: cookie, after: null, what: [] });
  return rows.sort((a, b) => (a.key < b.key ? -1 : 1));
}

function keyOf({ domain, hostOnly, path, name }: Cookie): string {
  return [domain, hostOnly ? 'host' : 'domain', path, name].join('\n');
}
