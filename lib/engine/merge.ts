import type { Auth } from '@/lib/model/auth';
import type { HeaderEntry, Pairs, Params, ParamEntry } from '@/lib/model/pairs';
import { Trail } from './trail';

/** What became of a name: the session's is sent, the request's is, a null of the request removed it, or one of the session. */
export type MergeOutcome = 'session' | 'request' | 'removed' | 'silenced';
/** Hears the outcome for each name once; `pair` is the session's of that name. */
type MergeListener = (outcome: MergeOutcome, name: string, pair: readonly [string, unknown] | null) => void;

/**
 * requests' `merge_setting` for ordered pairs: the session's pairs in their order, overridden ones in place, then
 * the request's new ones in theirs; a null on either side removes the name (R6, R7, R9). A request may repeat a name,
 * which a Python mapping cannot: its repeats stay where they were put, or together in the place of the session's.
 */
function mergePairs<T>(
  session: readonly (readonly [string, T])[],
  request: readonly (readonly [string, T])[],
  fold: (name: string) => string,
  listen: MergeListener = nobody,
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
    if (over) {
      if (!placed.has(key)) placeAsked(merged, over, pair, listen);
      placed.add(key);
    } else if (pair[1] === null) listen('silenced', pair[0], pair);
    else if (!removed?.has(key)) {
      merged.push(pair);
      listen('session', pair[0], pair);
    }
  }
  request.forEach((pair, at) => {
    const key = fold(pair[0]);
    if (placed.has(key) || at <= (wiped.get(key) ?? -1)) return;
    merged.push(pair);
    listen('request', pair[0], null);
  });
  return merged;
}

/** The request's pairs of a name in the place of the session's `old`; none of them means that a null removed it. */
function placeAsked<T>(
  merged: (readonly [string, T])[],
  asked: readonly (readonly [string, T])[],
  old: readonly [string, T],
  listen: MergeListener,
): void {
  for (const one of asked) merged.push(one);
  const last = asked.at(-1);
  if (last) listen('request', last[0], old[1] === null ? null : old);
  else if (old[1] !== null) listen('removed', old[0], old);
}

/** Headers as they will be sent: names compared without case, spelled as set last (R8). */
export function mergeHeaders(
  session: readonly HeaderEntry[],
  request: readonly HeaderEntry[] | undefined,
  trail = new Trail(),
): Pairs {
  const listen: MergeListener = (outcome, name, pair) => trail.merged('header', outcome, name, pair);
  return mergePairs(session, request ?? [], lowerCase, listen) as Pairs;
}

/** Session and request parameters; names are case-sensitive (R10). A raw string on either side replaces (R5, R11). */
export function mergeParams(
  session: Params,
  request: Params | null | undefined,
  trail = new Trail(),
): Params {
  // '' counts as absent, as `params or {}` does in `Session.request`; so does no pair at all beside a text.
  const absent = request === undefined || request === null || request === '';
  if (absent || (typeof session === 'string' && request.length === 0)) return ownParams(session, trail);
  if (typeof request === 'string' || typeof session === 'string') {
    const over = session.length > 0 ? { over: 'session' as const } : undefined;
    trail.note('param', '', 'requestParams', { ...over, ...trail.variables('request', 'params', null) });
    return request;
  }
  const listen: MergeListener = (outcome, name, pair) => trail.merged('param', outcome, name, pair);
  return mergePairs(session, request, same, listen) as ParamEntry[];
}

/** The session's parameters, where the request has none. */
function ownParams(session: Params, trail: Trail): Params {
  if (typeof session !== 'string') {
    for (const pair of session)
      trail.merged('param', pair[1] === null ? 'silenced' : 'session', pair[0], pair);
  } else if (session) {
    trail.note('param', '', 'sessionText', trail.variables('session', 'params', null));
  }
  return session;
}

/** The request's auth replaces the session's wholly; `null` and `none` switch the session's off (R13). */
export function mergeAuth(
  session: Auth | null,
  request: Auth | null | undefined,
  trail = new Trail(),
): Auth | null {
  const chosen = request === undefined ? session : request;
  const auth = chosen?.type === 'none' ? null : chosen;
  tellAuth(trail, session?.type === 'none' ? null : session, request !== undefined, auth);
  return auth;
}

function tellAuth(trail: Trail, own: Auth | null, asked: boolean, chosen: Auth | null): void {
  const over = own ? { over: 'session' as const } : undefined;
  if (!asked) {
    if (own) trail.note('auth', own.type, 'sessionAuth', trail.variables('session', 'auth', null));
  } else if (chosen) {
    trail.note('auth', chosen.type, 'requestAuth', { ...over, ...trail.variables('request', 'auth', null) });
  } else if (own) trail.note('auth', own.type, 'authOff', over);
}

function sessionNulls(
  session: readonly (readonly [string, unknown])[],
  fold: (name: string) => string,
): Set<string> | null {
  let nulls: Set<string> | null = null;
  for (const [name, value] of session) if (value === null) (nulls ??= new Set()).add(fold(name));
  return nulls;
}

function nobody(): void {
  // nobody listens
}

function lowerCase(name: string): string {
  return name.toLowerCase();
}

function same(name: string): string {
  return name;
}
