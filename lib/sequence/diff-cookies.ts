import type { Cookie } from '@/lib/model/cookie';
import type { Exchange, Ledger } from '@/lib/model/exchange';
import type { DiffRow } from '@/lib/model/run-diff';
import { compareValues } from './diff-row';
import type { Masks } from './mask';

/** A minute, or one in a hundred: an expiry is written to the second and counted from when the answer came. */
const lifetimeTolerance = (seconds: number): number => Math.max(60, seconds / 100);

/**
 * What two runs of a step did to cookies: those that its responses set, with all attributes; those they took away; the
 * lines that were refused. Another name for a cookie that is otherwise the same is one change, of its name.
 */
export function diffCookies(before: Exchange, after: Exchange, masks: Masks): DiffRow[] {
  const [a, b] = [effectOf(before), effectOf(after)];
  const rows: DiffRow[] = [];
  const gone = [...a.set].filter(([key]) => !b.set.has(key));
  const fresh = [...b.set].filter(([key]) => !a.set.has(key));
  for (const [key, cookie] of a.set) {
    const other = b.set.get(key);
    if (other) rows.push(...compareCookies(cookie, other, masks));
  }
  for (const [, cookie] of gone) {
    const at = fresh.findIndex(([, other]) => isRenamed(cookie, other));
    const [renamed] = at < 0 ? [] : fresh.splice(at, 1);
    if (renamed) rows.push({ ...compareValues('name', cookie.name, renamed[1].name), where: 'name' });
    else rows.push(compareValues(cookie.name, describe(cookie), null));
  }
  for (const [, cookie] of fresh) rows.push(compareValues(cookie.name, null, describe(cookie)));
  return [
    ...rows,
    ...compareSets('removed', a.removed, b.removed),
    ...compareSets('refused', a.refused, b.refused),
  ];
}

interface Effect {
  set: Map<string, Cookie>;
  removed: Set<string>;
  refused: Set<string>;
}

/** What all hops of an exchange came to; the last word on a cookie counts. */
function effectOf(exchange: Exchange): Effect {
  const effect: Effect = { set: new Map(), removed: new Set(), refused: new Set() };
  for (const ledger of ledgersOf(exchange)) {
    for (const cookie of ledger.stored) effect.set.set(keyOf(cookie), cookie);
    for (const { name } of ledger.removed) effect.removed.add(name);
    for (const { setCookie, rule } of ledger.rejected)
      effect.refused.add(`${setCookie.split('=', 1)[0] ?? ''} (${rule})`);
  }
  return effect;
}

function ledgersOf({ history, cookies }: Exchange): Ledger[] {
  return [...history.map((hop) => hop.cookies), cookies];
}

function keyOf({ domain, hostOnly, path, name }: Cookie): string {
  return JSON.stringify([domain, hostOnly, path, name]);
}

const ATTRIBUTES: readonly [word: string, read: (cookie: Cookie) => string][] = [
  ['Secure', ({ secure }) => yes(secure)],
  ['HttpOnly', ({ httpOnly }) => yes(httpOnly)],
  ['SameSite', ({ sameSite }) => sameSite ?? 'not given'],
  ['Partitioned', ({ partitioned }) => yes(partitioned)],
];

function compareCookies(before: Cookie, after: Cookie, masks: Masks): DiffRow[] {
  const { name } = after;
  const value = compareValues(`${name}: value`, before.value, after.value, { masks, on: 'cookie', name });
  const rows = ATTRIBUTES.map(([word, read]) => compareValues(`${name}: ${word}`, read(before), read(after)));
  const differing = [value, lifetimeRow(name, before, after), ...rows].filter(
    (row) => row.word !== 'same' || row.mask !== null,
  );
  const said = { ...compareValues(name, describe(after), describe(after)) };
  return differing.some(({ word }) => word !== 'same') ? differing : [said, ...differing];
}

function lifetimeRow(name: string, before: Cookie, after: Cookie): DiffRow {
  const where = `${name}: lifetime`;
  const [a, b] = [lifetimeOf(before), lifetimeOf(after)];
  const alike = a !== null && b !== null && Math.abs(a - b) <= lifetimeTolerance(Math.max(a, b));
  return compareValues(where, lifetimeWords(a), alike ? lifetimeWords(a) : lifetimeWords(b));
}

/** Seconds; null for a cookie that ends with its session. */
function lifetimeOf({ maxAge, expires, createdAt }: Cookie): number | null {
  if (maxAge !== null) return maxAge;
  return expires === null ? null : Math.round((Date.parse(expires) - Date.parse(createdAt)) / 1000);
}

function lifetimeWords(seconds: number | null): string {
  return seconds === null ? 'until the session ends' : `${seconds} s`;
}

/** One site, one cookie, two names: everything but name and value is alike. */
function isRenamed(a: Cookie, b: Cookie): boolean {
  const rest = (cookie: Cookie): string =>
    JSON.stringify([cookie.domain, cookie.hostOnly, cookie.path, ATTRIBUTES.map(([, read]) => read(cookie))]);
  return rest(a) === rest(b) && lifetimeRow('', a, b).word === 'same';
}

function describe(cookie: Cookie): string {
  const flags = [
    cookie.secure && 'Secure',
    cookie.httpOnly && 'HttpOnly',
    cookie.partitioned && 'Partitioned',
  ];
  const sameSite = cookie.sameSite === null ? null : `SameSite=${cookie.sameSite}`;
  const host = cookie.hostOnly ? cookie.domain : `.${cookie.domain}`;
  return [`${host}${cookie.path}`, ...flags, sameSite, lifetimeWords(lifetimeOf(cookie))]
    .filter(Boolean)
    .join(' · ');
}

function compareSets(what: string, before: ReadonlySet<string>, after: ReadonlySet<string>): DiffRow[] {
  return [...new Set([...before, ...after])].map((name) =>
    compareValues(`${name}: ${what}`, before.has(name) ? what : null, after.has(name) ? what : null),
  );
}

function yes(is: boolean): string {
  return is ? 'yes' : 'no';
}
