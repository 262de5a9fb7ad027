import 'server-only';
import { makeShareToken } from '@/lib/crypto/tokens';
import * as store from '@/lib/db/invitations';
import { AppError, notFound } from '@/lib/errors';
import { GivenRole, type Invitation } from '@/lib/model/account';
import { noted } from './audit';
import { mayAdmin, type Member } from './member';

const DAY_MS = 86_400_000;
/** How long an invitation stands. */
const STANDS_DAYS = 7;

/**
 * Makes a link that makes one person a member. Its token is told this once; only its hash is stored.
 * @throws AppError `forbidden`, also for an admin who would make another
 */
export async function invite(
  member: Member,
  given: GivenRole,
): Promise<{ id: string; token: string; expiresAt: string }> {
  mayAdmin(member);
  const role = GivenRole.parse(given);
  if (member.userId === null) throw new AppError('forbidden', 'Make an account first: a guest works alone.');
  if (role === 'admin' && member.role !== 'owner') {
    throw new AppError('forbidden', 'Only the owner of this workspace makes admins.');
  }
  const token = makeShareToken();
  const expiresAt = new Date(Date.now() + STANDS_DAYS * DAY_MS);
  const invitation = { token, userId: member.userId, role, expiresAt };
  const id = await store.createInvitation(member.scope, invitation, (made) => [
    noted(member, 'invitation.made', { subjectId: made, detail: role }),
  ]);
  return { id, token, expiresAt: expiresAt.toISOString() };
}

/** Those that can still be used. @throws AppError `forbidden` */
export async function listInvitations(member: Member): Promise<Invitation[]> {
  mayAdmin(member);
  return store.listInvitations(member.scope);
}

/** @throws AppError `forbidden`, `not_found` */
export async function revokeInvitation(member: Member, id: string): Promise<void> {
  mayAdmin(member);
  const deed = noted(member, 'invitation.revoked', { subjectId: id });
  if (!(await store.revokeInvitation(member.scope, id, [deed]))) throw notFound('invitation');
}
