import 'server-only';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { callerAddress } from './caller-address';
import type { Member } from './member';

/** Next bundles a module once per kind of door; sends under way are counted once per process all the same. */
const shared = globalThis as typeof globalThis & { playjarPlaces?: Map<string, number> };

interface Place {
  kind: 'process' | 'workspace' | 'member' | 'address';
  key: string;
  most: number;
}

/**
 * Takes a place for a send among those under way in this process: of its workspace, its member, its address and all.
 * Nothing but memory is asked, so that a refusal costs others nothing; what other instances have under way counts in
 * the database, for the workspace alone.
 * @returns gives the place back
 * @throws AppError `rate_limited`
 */
export function takePlace(member: Member): () => void {
  const counts = (shared.playjarPlaces ??= new Map());
  const places = placesOf(member);
  for (const place of places) if ((counts.get(place.key) ?? 0) >= place.most) throw crowded(place);
  for (const { key } of places) counts.set(key, (counts.get(key) ?? 0) + 1);
  return () => {
    for (const { key } of places.splice(0)) {
      const left = (counts.get(key) ?? 1) - 1;
      if (left === 0) counts.delete(key);
      else counts.set(key, left);
    }
  };
}

/** How many sends this process has under way. */
export function sendsUnderWay(): number {
  return shared.playjarPlaces?.get('process') ?? 0;
}

/** What has no limit is not counted. */
function placesOf({ workspaceId, userId }: Member): Place[] {
  const { sendsAtOnce, memberSendsAtOnce, addressSendsAtOnce, processSendsAtOnce } = env().limits;
  const address = callerAddress();
  const places: Place[] = [{ kind: 'process', key: 'process', most: processSendsAtOnce }];
  const add = (kind: Place['kind'], id: string | null, most: number): void => {
    if (id !== null && most !== Infinity) places.push({ kind, key: `${kind}:${id}`, most });
  };
  add('workspace', workspaceId, sendsAtOnce);
  add('member', userId, memberSendsAtOnce);
  add('address', address, addressSendsAtOnce);
  return places;
}

/** The refusal of one whose places are all taken. */
export function crowded({ kind, most }: Pick<Place, 'kind' | 'most'>): AppError {
  const message =
    kind === 'process'
      ? 'This server has as many sends under way as it takes. Nothing was sent; try again in a moment.'
      : `This ${kind} has ${most} sends under way, which is what it may. Nothing was sent; wait for one to end, or cancel one.`;
  return new AppError('rate_limited', message, { retryAfter: 1 });
}
