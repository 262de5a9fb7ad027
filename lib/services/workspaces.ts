import 'server-only';
import { getDatabase } from '@/lib/db/database';
import { newId } from '@/lib/db/ids';
import { listInvitations } from '@/lib/db/invitations';
import { showWorkspace } from '@/lib/db/logins';
import * as store from '@/lib/db/members';
import { openScope } from '@/lib/db/scope';
import {
  findWorkspace,
  insertTeamWorkspace,
  renameWorkspace as rename,
  deleteWorkspace as remove,
} from '@/lib/db/workspaces';
import { AppError, notFound } from '@/lib/errors';
import { WorkspaceName, type Colleague, type GivenRole, type Membership } from '@/lib/model/account';
import type { SignedIn } from './accounts';
import { noted } from './audit';
import { tell } from './changes';
import { isAtLeast, mayAdmin, type Member } from './member';

/** The workspaces of whoever is signed in, the first joined first. */
export async function listWorkspaces({ account }: SignedIn): Promise<Membership[]> {
  return store.listMemberships(await getDatabase(), account.id);
}

/** The name of the workspace in view. */
export async function workspaceName(member: Member): Promise<string> {
  return (await findWorkspace(member.scope.db, member.workspaceId))?.name ?? '';
}

/** Makes a workspace and puts it in view. */
export async function createWorkspace(signedIn: SignedIn, name: string): Promise<Membership> {
  const db = await getDatabase();
  const id = newId();
  const row = { id, name: WorkspaceName.parse(name), ownerId: signedIn.account.id };
  await db.sql.write(insertTeamWorkspace(db, row));
  await chooseWorkspace(signedIn, id);
  return { workspaceId: id, name: row.name, role: 'owner' };
}

/** Puts another workspace in view. @throws AppError `not_found` */
export async function chooseWorkspace({ account, loginId }: SignedIn, workspaceId: string): Promise<void> {
  const shown = await showWorkspace(await getDatabase(), { loginId, userId: account.id, workspaceId });
  if (!shown) throw notFound('workspace');
}

/** @throws AppError `forbidden` */
export async function renameWorkspace(member: Member, name: string): Promise<void> {
  mayAdmin(member);
  const subject = WorkspaceName.parse(name);
  await rename(member.scope, subject, [noted(member, 'workspace.renamed', { subject })]);
}

/**
 * Deletes the workspace in view with everything in it.
 * @param name typed once more by whoever means it
 * @throws AppError `forbidden`, `invalid_request`
 */
export async function deleteWorkspace(member: Member, name: string): Promise<void> {
  mayOwn(member);
  if (name.trim() !== (await workspaceName(member))) {
    const message = 'This is not the name of the workspace.';
    throw new AppError('invalid_request', message, { errors: [{ path: 'name', message }] });
  }
  await remove(member.scope);
}

/** Whether others are in the workspace too, or may come in at any moment by an invitation. */
export async function hasColleagues({ scope }: Member): Promise<boolean> {
  return (await store.countMembers(scope)) > 1 || (await listInvitations(scope)).length > 0;
}

/** Everyone in the workspace. */
export function listColleagues({ scope }: Member): Promise<Colleague[]> {
  return store.listColleagues(scope);
}

/**
 * Gives a member another role, at once also to the API tokens they made here.
 * @throws AppError `forbidden` also for an admin who would change another admin; `not_found`
 */
export async function setRole(member: Member, userId: string, role: GivenRole): Promise<void> {
  await mayChange(member, userId);
  if (!isAtLeast(member.role, 'owner') && role === 'admin') mayOwn(member);
  const deed = noted(member, 'member.role', { ...person(userId), detail: role });
  if (!(await store.setRole(member.scope, userId, role, [deed]))) throw notFound('member');
  await tell(member, 'members', { subjectId: userId });
}

/** Takes a member out at once; what they made here stays, but for sessions that they never shared. @throws AppError `forbidden`, `not_found` */
export async function removeMember(member: Member, userId: string): Promise<void> {
  await mayChange(member, userId);
  const deed = noted(member, 'member.removed', person(userId));
  if (!(await store.removeMember(member.scope, userId, [deed]))) throw notFound('member');
  await tell(member, 'members', { subjectId: userId });
}

/** Leaves the workspace in view; what one made in it stays, but for sessions that one never shared. @throws AppError `conflict` for its owner */
export async function leaveWorkspace(member: Member): Promise<void> {
  if (member.userId === null) throw notFound('member');
  if (await store.removeMember(member.scope, member.userId, [noted(member, 'member.left')])) {
    await tell(member, 'members', { subjectId: member.userId });
    return;
  }
  throw new AppError(
    'conflict',
    'You own this workspace. Hand it over to another member first, or delete it.',
  );
}

/** Makes another member the owner; the owner becomes an admin. @throws AppError `forbidden`, `not_found` */
export async function handOver(member: Member, userId: string): Promise<void> {
  mayOwn(member);
  if (member.userId === userId) throw new AppError('conflict', 'You own this workspace already.');
  const deed = noted(member, 'workspace.handedOver', person(userId));
  if (!(await store.handOver(member.scope, member.userId ?? '', userId, [deed]))) throw notFound('member');
  await tell(member, 'members', { subjectId: userId });
}

function person(userId: string) {
  return { subject: store.nameOfPerson(userId), subjectId: userId };
}

/** A workspace to work in for someone who was removed from every other. */
export async function makeHome(userId: string, name: string): Promise<string> {
  const db = await getDatabase();
  const id = newId();
  await db.sql.write(insertTeamWorkspace(db, { id, name: `${name}’s workspace`, ownerId: userId }));
  await openScope(db, id);
  return id;
}

/** Admins change editors and viewers; the owner changes everyone else. */
async function mayChange(member: Member, userId: string): Promise<void> {
  mayAdmin(member);
  const role = await store.findRole(member.scope, userId);
  if (role === null) throw notFound('member');
  if (isAtLeast(role, 'admin')) mayOwn(member);
}

function mayOwn(member: Member): void {
  if (member.role === 'owner') return;
  throw new AppError('forbidden', 'Only the owner of this workspace may do that.');
}
