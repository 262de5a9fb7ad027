import type { Auth } from '@/lib/model/auth';
import type { HeaderEntry, Pairs, Params, ParamEntry } from '@/lib/model/pairs';

/**
 * requests' `merge_setting` for ordered pairs: the session's pairs in their order, overridden ones in place, then
 * the request's new ones; a null on either side removes the name (R6, R7, R9). A request may repeat a name, which
 * a Python mapping cannot: repeats that override stay together, in the place of the first.
 */
export function mergePairs<T>(
  session: readonly (readonly [string, T])[],
  request: readonly (readonly [string, T])[],
  fold: (name: string) => string,
): (readonly [string, T])[] {
  const asked = byName(request, fold);
  const merged: (readonly [string, T])[] = [];
  const removed = sessionNulls(session, fold);
  for (const pair of session) {
    const key = fold(pair[0]);
    const over = asked.get(key);
    if (over) {
      for (const one of over) if (isKept(over, one)) merged.push(one);
      // emptied, not deleted: a second session pair of that name must stay overridden
      asked.set(key, []);
    } else if (pair[1] !== null && !removed?.has(key)) merged.push(pair);
  }
  // R53: new names in the order given, also when one of them repeats
  for (const pair of request) if (isKept(asked.get(fold(pair[0])), pair)) merged.push(pair);
  return merged;
}

function byName<T>(
  pairs: readonly (readonly [string, T])[],
  fold: (name: string) => string,
): Map<string, (readonly [string, T])[]> {
  const found = new Map<string, (readonly [string, T])[]>();
  for (const pair of pairs) {
    const key = fold(pair[0]);
    const same = found.get(key);
    if (same) same.push(pair);
    else found.set(key, [pair]);
  }
  return found;
}

/** Headers as they will be sent: names compared without case, spelled as set last (R8). */
export function mergeHeaders(
  session: readonly HeaderEntry[],
  request: readonly HeaderEntry[] | undefined,
): Pairs {
  return mergePairs(session, request ?? [], lowerCase) as Pairs;
}

/** Session and request parameters; names are case-sensitive (R10). A raw string on either side replaces (R5, R11). */
export function mergeParams(session: Params, request: Params | null | undefined): Params {
  // '' counts as absent, as `params or {}` does in `Session.request`.
  if (request === undefined || request === null || request === '') return session;
  if (typeof request === 'string') return request;
  if (typeof session === 'string') return request.length > 0 ? request : session;
  return mergePairs(session, request, same) as ParamEntry[];
}

/** The request's auth replaces the session's wholly; `null` and `none` switch the session's off (R13). */
export function mergeAuth(session: Auth | null, request: Auth | null | undefined): Auth | null {
  const chosen = request === undefined ? session : request;
  return chosen?.type === 'none' ? null : chosen;
}

/** The last null of a name wipes what came before it; what follows counts, as in a mapping set twice. */
function isKept<T>(same: readonly (readonly [string, T])[] | undefined, pair: readonly [string, T]): boolean {
  if (same === undefined || same.length === 0) return false;
  return same.indexOf(pair) > same.findLastIndex(([, value]) => value === null);
}

function sessionNulls(
  session: readonly (readonly [string, unknown])[],
  fold: (name: string) => string,
): Set<string> | null {
  let nulls: Set<string> | null = null;
  for (const [name, value] of session) if (value === null) (nulls ??= new Set()).add(fold(name));
  return nulls;
}

function lowerCase(name: string): string {
  return name.toLowerCase();
}

function same(name: string): string {
  return name;
}
