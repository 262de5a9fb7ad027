import 'server-only';
import * as store from '@/lib/db/sessions';
import { AppError } from '@/lib/errors';
import { SharingInput, type SessionSharing } from '@/lib/model/session-sharing';
import type { Session } from '@/lib/model/session';
import { handedOver } from '@/lib/sequence/handed-over';
import { noted } from './audit';
import { tell } from './changes';
import { mayEdit, type Member } from './member';
import { getSession } from './sessions';

/** Whether a session is shared, and what it hands over. @throws AppError `not_found` */
export async function getSharing(member: Member, id: string): Promise<SessionSharing> {
  const session = await getSession(member, id);
  const { isShared, isOwn, cookieCount: cookies } = session;
  const held = { cookies, ...(await store.countBelongings(member.scope, id)) };
  return { isShared, isOwn, handsOver: handedOver(session, held) };
}

/**
 * Shares a session, with its jar and history, with everyone in the workspace, or takes it back at once.
 * @throws AppError `not_found`; `forbidden` for a guest, and for one that another member made
 */
export async function setSharing(member: Member, id: string, input: SharingInput): Promise<Session> {
  mayEdit(member);
  const { isShared } = SharingInput.parse(input);
  await getSession(member, id);
  if (member.userId === null) {
    throw new AppError('forbidden', 'A guest works alone. Make an account and invite others first.');
  }
  const deed = noted(member, isShared ? 'session.shared' : 'session.private', { sessionId: id });
  if (!(await store.setShared(member.scope, id, isShared, [deed]))) {
    throw new AppError(
      'forbidden',
      'Only who made a session may share it or take it back. Duplicate it to have one of your own.',
    );
  }
  // Of one that was taken back everyone hears, since they had it: by its id alone.
  await tell(member, 'session', { subjectId: id, sessionId: isShared ? id : null });
  return getSession(member, id);
}
