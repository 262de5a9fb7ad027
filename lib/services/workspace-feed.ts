import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '@/lib/db/ids';
import { deletePresence, listOthersHere, putPresence, renewPresence, SEEN_MS } from '@/lib/db/presences';
import { changeBell, listChanges } from '@/lib/db/workspace-changes';
import { AppError } from '@/lib/errors';
import { logger } from '@/lib/log';
import { HereInput, type WorkspaceChange } from '@/lib/model/workspace-change';
import type { LiveEvent } from './live';
import type { Member } from './member';
import { watchRights } from './rights-watch';

/** A ring can be lost; then a change is heard of this late. */
const LOOK_MS = 2_000;
/** Changes that come close together are told together. */
const GATHER_MS = 100;
/** What was written down by another instance may be seen later than what was written down after it. */
const OVERLAP_MS = 10_000;
const MOST_SEEN = 5_000;

/** What a page hears of its workspace: from when on, and whether it waits for what is yet to come. */
export interface FeedStart {
  /** when the page was made; left out: from now on */
  since?: Date | undefined;
  waits: boolean;
}

/**
 * What happens in a workspace as it happens, for one page of one member: `hello`, then `changes` and `people`, at last
 * `ended` when they are no longer who they were. It tells which things changed, and nothing of what they hold.
 * @throws AppError `forbidden` for a guest, who is alone
 */
export function workspaceFeed(
  member: Member,
  { since, waits }: FeedStart,
  signal: AbortSignal,
): AsyncIterable<LiveEvent> {
  if (member.userId === null)
    throw new AppError('forbidden', 'A guest works alone: there is nobody to hear of. Sign in first.');
  return waits ? follow(member, since ?? new Date(), signal) : once(member, since ?? new Date());
}

async function* once(member: Member, since: Date): AsyncGenerator<LiveEvent> {
  yield { event: 'changes', data: await listChanges(member.scope, since) };
  yield { event: 'people', data: await listOthersHere(member.scope) };
}

async function* follow(member: Member, since: Date, signal: AbortSignal): AsyncGenerator<LiveEvent> {
  const { scope } = member;
  const { db, workspaceId } = scope;
  const stream = newId();
  const bell = db.bell.listen(changeBell(workspaceId));
  const rights = watchRights(member, signal);
  const news = newsOf(member, since);
  let seenAt = performance.now();
  try {
    yield { event: 'hello', data: { stream, workspaceId } };
    while (!rights.signal.aborted) {
      yield* await unlessBusy(news, []);
      if (performance.now() - seenAt > SEEN_MS) {
        seenAt = performance.now();
        await unlessBusy(() => renewPresence(scope, stream), undefined);
      }
      await bell.next(LOOK_MS, rights.signal);
      await wait(GATHER_MS, undefined, { signal: rights.signal, ref: false }).catch(() => undefined);
    }
    if (!signal.aborted) yield { event: 'ended', data: {} };
  } finally {
    rights.stop();
    bell.stop();
    await unlessBusy(() => leave(member, stream), undefined);
  }
}

async function leave({ scope }: Member, stream: string): Promise<void> {
  await deletePresence(scope, stream);
  await scope.db.bell.ring(changeBell(scope.workspaceId));
}

/** What is new since the last time, told once. */
function newsOf({ scope }: Member, since: Date): () => Promise<LiveEvent[]> {
  const told = new Set<string>();
  let from = since;
  let people = '[]';
  const isNew = ({ id }: WorkspaceChange): boolean => {
    if (told.has(id)) return false;
    told.add(id);
    return true;
  };
  return async () => {
    const time = Date.now();
    const changes = (await listChanges(scope, from)).filter(isNew);
    from = new Date(Math.max(since.getTime(), time - OVERLAP_MS));
    if (told.size > MOST_SEEN) for (const id of [...told].slice(0, MOST_SEEN / 2)) told.delete(id);
    const events: LiveEvent[] = changes.length > 0 ? [{ event: 'changes', data: changes }] : [];
    const here = await listOthersHere(scope);
    const text = JSON.stringify(here);
    if (text !== people) events.push({ event: 'people', data: here });
    people = text;
    return events;
  };
}

/** A database that is busy now is asked again the next time. */
async function unlessBusy<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    logger().warn({ err: error }, 'what others do could not be told; it is tried again');
    return otherwise;
  }
}

/** Says where a page of someone is, for the others to see. @throws AppError `forbidden` for a guest */
export async function sayHere(member: Member, input: HereInput): Promise<void> {
  const { stream, places } = HereInput.parse(input);
  const { scope, userId, name = '' } = member;
  if (userId === null) throw new AppError('forbidden', 'A guest works alone. Sign in first.');
  await putPresence(scope, { id: stream, userId, name, places });
  await scope.db.bell.ring(changeBell(scope.workspaceId));
}
