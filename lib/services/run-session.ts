import 'server-only';
import { AppError } from '@/lib/errors';
import type { Session } from '@/lib/model/session';
import { sessionAt } from './checkpoints';
import type { Member } from './member';
import { createSession, getSession } from './sessions';

/**
 * The session that a run goes through: one that is there, one that begins with a checkpoint's jar, or a fresh one.
 * @throws AppError `not_found`; `invalid_request` when both are named
 */
export async function sessionFor(
  member: Member,
  sessionId?: string,
  checkpointId?: string,
): Promise<Session> {
  if (sessionId !== undefined && checkpointId !== undefined) {
    throw new AppError(
      'invalid_request',
      'A run goes through a session or begins at a checkpoint, not both. To use a checkpoint’s jar in its own session, restore it first.',
    );
  }
  if (sessionId !== undefined) return getSession(member, sessionId);
  if (checkpointId !== undefined) return sessionAt(member, checkpointId);
  return createSession(member, { name: 'a fresh session' }, { purpose: 'run' });
}
