import 'server-only';
import * as store from '@/lib/db/checkpoints';
import * as jar from '@/lib/db/jar';
import { AppError, notFound } from '@/lib/errors';
import { CheckpointInput, type Checkpoint } from '@/lib/model/checkpoint';
import type { Cookie } from '@/lib/model/cookie';
import type { Page } from '@/lib/model/page';
import type { Session } from '@/lib/model/session';
import { mayEdit, type Member } from './member';
import { settingsOf } from './session-settings';
import { createSession, getSession } from './sessions';

/** More than anyone tells apart by name; each holds a whole jar. */
const MOST = 100;

/** Keeps the jar as it is now under a name. @throws AppError `not_found`; `conflict` when the session has 100 already */
export async function saveCheckpoint(
  member: Member,
  sessionId: string,
  input: CheckpointInput,
): Promise<Checkpoint> {
  mayEdit(member);
  const { name } = CheckpointInput.parse(input);
  await getSession(member, sessionId);
  if ((await store.countCheckpoints(member.scope, sessionId)) >= MOST) {
    throw new AppError(
      'conflict',
      `A session keeps ${MOST} checkpoints. Delete one that is no longer needed.`,
    );
  }
  const cookies = await jar.listCookies(member.scope, sessionId, {});
  return store.createCheckpoint(member.scope, { sessionId, name, cookies });
}

/** A session's checkpoints, newest first. @throws AppError `not_found` */
export async function listCheckpoints(member: Member, sessionId: string): Promise<Page<Checkpoint>> {
  await getSession(member, sessionId);
  const items = await store.listCheckpoints(member.scope, { sessionId, limit: MOST });
  return { items, nextCursor: null };
}

/** The checkpoints of all sessions of the workspace, newest first, the newest 200. */
export function listAllCheckpoints(member: Member): Promise<Checkpoint[]> {
  return store.listCheckpoints(member.scope, { limit: 200 });
}

/**
 * Makes the jar hold what it held at a checkpoint, and no more. A cookie that has expired since stays away.
 * @throws AppError `not_found`, also for another session's checkpoint
 */
export async function restoreCheckpoint(member: Member, sessionId: string, id: string): Promise<Cookie[]> {
  mayEdit(member);
  const { cookies } = await getCheckpoint(member, id, sessionId);
  await jar.replaceCookies(member.scope, sessionId, cookies);
  return jar.listCookies(member.scope, sessionId, {});
}

/** @throws AppError `not_found`, also for another session's checkpoint */
export async function deleteCheckpoint(member: Member, sessionId: string, id: string): Promise<void> {
  mayEdit(member);
  await getCheckpoint(member, id, sessionId);
  await store.deleteCheckpoint(member.scope, id);
}

/**
 * A session for one run, with a checkpoint's jar and the settings that its session has now; private when that one is.
 * @throws AppError `not_found`
 */
export async function sessionAt(member: Member, checkpointId: string): Promise<Session> {
  const { checkpoint, cookies } = await getCheckpoint(member, checkpointId);
  const source = await getSession(member, checkpoint.sessionId);
  const name = `${source.name}, ${checkpoint.name}`.slice(0, 120);
  const made = { purpose: 'run', isShared: source.isShared } as const;
  const session = await createSession(member, { ...settingsOf(source), name }, made);
  await jar.putCookies(member.scope, session.id, cookies);
  return session;
}

async function getCheckpoint(member: Member, id: string, sessionId?: string) {
  const found = await store.findCheckpoint(member.scope, id);
  if (!found || (sessionId !== undefined && found.checkpoint.sessionId !== sessionId)) {
    throw notFound('checkpoint');
  }
  return found;
}
