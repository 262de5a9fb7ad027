import type { Database } from '@/lib/db/database';
import { newId } from '@/lib/db/ids';
import { findLogin } from '@/lib/db/logins';
import { openScope, readBy } from '@/lib/db/scope';
import { openGuestWorkspace } from '@/lib/db/workspaces';
import type { SignedIn, Visitor } from '@/lib/services/accounts';
import { invite } from '@/lib/services/invitations';
import type { Member } from '@/lib/services/member';
import { createSession } from '@/lib/services/sessions';
import { signUp } from '@/lib/services/sign-up';

export const PASSWORD = 'several plain words';

export interface Person {
  /** what their browser keeps */
  token: string;
  signedIn: SignedIn;
  /** them in the workspace they have in view */
  member: Member;
}

export function visitor(guestWorkspaceId: string | null = null): Visitor {
  return { device: 'Firefox on Linux', guestWorkspaceId };
}

/** Signs someone up and gives who that is, as a door would find it. */
export async function person(
  db: Database,
  name: string,
  { guest, ...more }: { invitation?: string; guest?: string } = {},
): Promise<Person> {
  const input = { name, email: `${name}@example.com`, password: PASSWORD, ...more };
  return byToken(db, (await signUp(visitor(guest), input)).token);
}

/** Who a login's token stands for now. @throws Error when it stands for no member */
export async function byToken(db: Database, token: string): Promise<Person> {
  const login = await findLogin(db, token);
  const scope = login?.workspaceId ? await openScope(db, login.workspaceId) : null;
  if (!login?.role || !scope) throw new Error('no such login, or no workspace');
  const { account, role } = login;
  const { id: userId, name } = account;
  const of = { workspaceId: scope.workspaceId, userId, role, name };
  const member: Member = { ...of, via: 'login', scope: readBy(scope, userId) };
  return { token, signedIn: { loginId: login.id, account }, member };
}

/** A workspace with its owner and one more member of that role. */
export async function team(
  db: Database,
  role: 'admin' | 'editor' | 'viewer',
): Promise<{ owner: Person; other: Person }> {
  const owner = await person(db, 'ada');
  const { token } = await invite(owner.member, role);
  return { owner, other: await person(db, 'bob', { invitation: token }) };
}

/** A guest who has made a session named `admin`; gives the guest's workspace. */
export async function guestWithWork(db: Database): Promise<string> {
  const workspaceId = newId();
  const scope = await openGuestWorkspace(db, workspaceId);
  if (!scope) throw new Error('no guest');
  await createSession({ workspaceId, userId: null, role: 'owner', via: 'guest', scope }, { name: 'admin' });
  return workspaceId;
}
