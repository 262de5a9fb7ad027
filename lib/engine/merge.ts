import type { Auth } from '@/lib/model/auth';
import type { HeaderEntry, Pairs, Params, ParamEntry } from '@/lib/model/pairs';

/**
 * requests' `merge_setting` for ordered pairs: the session's pairs in their order, overridden ones in place, then
 * the request's new ones; a null on either side removes the name (R6, R7, R9). A request may repeat a name, which
 * a Python mapping cannot: its repeats stay together.
 */
export function mergePairs<T>(
  session: readonly (readonly [string, T])[],
  request: readonly (readonly [string, T])[],
  fold: (name: string) => string,
): (readonly [string, T])[] {
  const asked = new Map<string, (readonly [string, T])[]>();
  for (const pair of request) {
    const key = fold(pair[0]);
    const same = asked.get(key);
    if (same) same.push(pair);
    else asked.set(key, [pair]);
  }
  const merged: (readonly [string, T])[] = [];
  const removed = sessionNulls(session, fold);
  for (const pair of session) {
    const key = fold(pair[0]);
    const over = asked.get(key);
    if (over) {
      pushSince(merged, over);
      // emptied, not deleted: a second session pair of that name must stay overridden
      asked.set(key, []);
    } else if (pair[1] !== null && !removed?.has(key)) merged.push(pair);
  }
  for (const over of asked.values()) pushSince(merged, over);
  return merged;
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
function pushSince<T>(merged: (readonly [string, T])[], pairs: readonly (readonly [string, T])[]): void {
  let from = 0;
  for (let i = 0; i < pairs.length; i += 1) if (pairs[i]?.[1] === null) from = i + 1;
  for (let i = from; i < pairs.length; i += 1) {
    const pair = pairs[i];
    if (pair) merged.push(pair);
  }
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
