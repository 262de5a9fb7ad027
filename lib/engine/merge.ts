import type { Auth } from '@/lib/model/auth';
import type { HeaderEntry, Pairs, Params, ParamEntry } from '@/lib/model/pairs';

/**
 * requests' `merge_setting` for ordered pairs: the session's pairs in their order, overridden ones in place, then
 * the request's new ones in theirs; a null on either side removes the name (R6, R7, R9). A request may repeat a name,
 * which a Python mapping cannot: its repeats stay where they were put, or together in the place of the session's.
 */
export function mergePairs<T>(
  session: readonly (readonly [string, T])[],
  request: readonly (readonly [string, T])[],
  fold: (name: string) => string,
): (readonly [string, T])[] {
  const asked = new Map<string, (readonly [string, T])[]>();
  // a name's last null wipes what came before it, as in a mapping set twice
  const wiped = new Map<string, number>();
  request.forEach((pair, at) => {
    const key = fold(pair[0]);
    if (pair[1] === null) wiped.set(key, at);
    const same = asked.get(key);
    if (!same || pair[1] === null) asked.set(key, pair[1] === null ? [] : [pair]);
    else same.push(pair);
  });
  const merged: (readonly [string, T])[] = [];
  const removed = sessionNulls(session, fold);
  const placed = new Set<string>();
  for (const pair of session) {
    const key = fold(pair[0]);
    const over = asked.get(key);
    if (!over) {
      if (pair[1] !== null && !removed?.has(key)) merged.push(pair);
    } else if (!placed.has(key)) {
      placed.add(key);
      for (const one of over) merged.push(one);
    }
  }
  request.forEach((pair, at) => {
    const key = fold(pair[0]);
    if (!placed.has(key) && at > (wiped.get(key) ?? -1)) merged.push(pair);
  });
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
