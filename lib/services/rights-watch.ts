import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import { changeBell } from '@/lib/db/workspace-changes';
import { findRole } from '@/lib/db/members';
import { logger } from '@/lib/log';
import type { LiveEvent } from './live';
import type { Member } from './member';

/** A ring can be lost; then a right that was taken away ends a stream this late. */
const LOOK_MS = 3_000;
/** SQLite rings nobody, and is not asked more often than this. */
const ASK_MS = 500;

/** Whether someone is still who they were, with the same role: neither signed out, nor taken out, nor made a viewer. */
export async function isStill(member: Member): Promise<boolean> {
  const { userId, role, scope, holds } = member;
  if (userId === null) return true;
  if (holds && !(await holds())) return false;
  return member.via === 'token' || (await findRole(scope, userId)) === role;
}

/**
 * A signal that fires with `signal`, and when the member may no longer hear what they listen to. A guest is alone and
 * loses nothing. Call `stop` when nothing is listened to any more.
 */
export function watchRights(
  member: Member,
  signal: AbortSignal,
  reaches: () => Promise<boolean> = () => Promise.resolve(true),
): { signal: AbortSignal; stop: () => void } {
  if (member.userId === null) return { signal, stop: () => undefined };
  const over = new AbortController();
  const lost = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  void keepAsking(member, either, async () => (await isStill(member)) && (await reaches())).then(
    (isLost) => isLost && lost.abort(),
  );
  return { signal: AbortSignal.any([signal, lost.signal]), stop: () => over.abort() };
}

/** Answers true as soon as `allowed` says no, and false when `signal` fires. */
async function keepAsking(
  { scope: { db, workspaceId } }: Member,
  signal: AbortSignal,
  allowed: () => Promise<boolean>,
): Promise<boolean> {
  const bell = db.bell.listen(changeBell(workspaceId));
  try {
    while (!isOver(signal)) {
      await bell.next(LOOK_MS, signal);
      await wait(ASK_MS, undefined, { signal, ref: false }).catch(() => undefined);
      if (isOver(signal)) return false;
      // A database that is busy takes no right away.
      const isAllowed = await allowed().catch((error: unknown) => {
        logger().warn({ err: error }, 'rights could not be looked up; it is tried again');
        return true;
      });
      if (!isAllowed) return true;
    }
    return false;
  } finally {
    bell.stop();
  }
}

/** Asked by a function, as it changes while one waits. */
const isOver = ({ aborted }: AbortSignal): boolean => aborted;

/** The same events, with something to do when nobody listens any more. */
export async function* until(events: AsyncIterable<LiveEvent>, stop: () => void): AsyncGenerator<LiveEvent> {
  try {
    yield* events;
  } finally {
    stop();
  }
}
