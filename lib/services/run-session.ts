import 'server-only';
import { RunJar } from '@/lib/db/run-jar';
import { createSession, type SessionState } from '@/lib/db/sessions';
import { AppError } from '@/lib/errors';
import { SessionSettings, type Session } from '@/lib/model/session';
import { sessionAt } from './checkpoints';
import { mayEdit, type Member } from './member';
import { getSession } from './sessions';

/** A session that nobody but one run sends through: neither it nor its jar is read back. */
export interface OwnSession {
  state: SessionState;
  jar: RunJar;
}

/** The defaults of `requests.Session` (R3). */
const FRESH = SessionSettings.parse({});

/** A session that was just made, for a run to have to itself. */
export function ownSession({ scope }: Member, session: Session): OwnSession {
  const { cookieCount: _none, ...state } = session;
  return { state, jar: new RunJar(scope.db.cookiesPerSession) };
}

/**
 * The session that a run goes through: one that is there, one that begins with a checkpoint's jar, or a fresh one, which
 * is the run's own.
 * @throws AppError `not_found`; `invalid_request` when both are named
 */
export async function sessionFor(
  member: Member,
  sessionId?: string,
  checkpointId?: string,
): Promise<{ id: string; own?: OwnSession }> {
  if (sessionId !== undefined && checkpointId !== undefined) {
    throw new AppError(
      'invalid_request',
      'A run goes through a session or begins at a checkpoint, not both. To use a checkpoint’s jar in its own session, restore it first.',
    );
  }
  mayEdit(member);
  if (sessionId !== undefined) return getSession(member, sessionId);
  if (checkpointId !== undefined) return sessionAt(member, checkpointId);
  const name = 'a fresh session';
  const session = await createSession(member.scope, { name, settings: FRESH, purpose: 'run' });
  return { id: session.id, own: ownSession(member, session) };
}
