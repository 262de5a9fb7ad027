import 'server-only';
import { getDatabase, type Database } from '@/lib/db/database';
import { auditStatement } from '@/lib/db/audit';
import { findInvitation, spendInvitation, type OpenInvitation } from '@/lib/db/invitations';
import { insertMembership, listMemberships } from '@/lib/db/members';
import type { Statement } from '@/lib/db/sql';
import { AppError } from '@/lib/errors';
import type { Account } from '@/lib/model/account';
import type { SignedIn } from './accounts';
import { tellOfJoin } from './changes';

/** What a link of an invitation says before one signs up or in. @throws AppError `not_found` */
export async function openInvitation(
  code: string,
): Promise<Pick<OpenInvitation, 'workspaceId' | 'workspaceName' | 'role' | 'invitedBy'>> {
  const { workspaceId, workspaceName, role, invitedBy } = await getInvitation(await getDatabase(), code);
  return { workspaceId, workspaceName, role, invitedBy };
}

/** Joins a workspace by invitation, as whoever is signed in. @throws AppError `not_found`, `conflict` */
export async function acceptInvitation(
  { account }: SignedIn,
  code: string,
): Promise<{ workspaceId: string; name: string }> {
  const db = await getDatabase();
  const invitation = await getInvitation(db, code);
  const memberships = await listMemberships(db, account.id);
  if (memberships.some(({ workspaceId }) => workspaceId === invitation.workspaceId)) {
    throw new AppError(
      'conflict',
      'You are a member of this workspace already. The invitation was not used up.',
    );
  }
  if ((await db.sql.write(joining(invitation, account))) === null) throw goneInvitation();
  await tellOfJoin(db, invitation.workspaceId, account);
  return { workspaceId: invitation.workspaceId, name: invitation.workspaceName };
}

/** @throws AppError `not_found` for one that is unknown, used, revoked or over: the same for each */
export async function getInvitation(db: Database, code: string): Promise<OpenInvitation> {
  const invitation = await findInvitation(db, code);
  if (!invitation) throw goneInvitation();
  return invitation;
}

/** Uses the invitation up and makes the member, both or neither. */
export function joining(
  { id, workspaceId, role }: OpenInvitation,
  { id: userId, name: actor }: Pick<Account, 'id' | 'name'>,
): Statement[] {
  return [
    spendInvitation(id),
    insertMembership(workspaceId, userId, role),
    auditStatement({ workspaceId }, { kind: 'member.joined', userId, actor, subjectId: id, detail: role }),
  ];
}

function goneInvitation(): AppError {
  return new AppError(
    'not_found',
    'This invitation does not stand: it was used, revoked, or its time is over. Ask for another.',
  );
}
