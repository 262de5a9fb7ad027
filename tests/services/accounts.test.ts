import { hash } from '@node-rs/argon2';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '@/lib/db/database';
import { newId } from '@/lib/db/ids';
import { findLogin } from '@/lib/db/logins';
import { openScope } from '@/lib/db/scope';
import { createToken, findToken } from '@/lib/db/tokens';
import * as users from '@/lib/db/users';
import { getLocalWorkspace, openGuestWorkspace } from '@/lib/db/workspaces';
import * as accounts from '@/lib/services/accounts';
import * as invitations from '@/lib/services/invitations';
import { endLogin, endOtherLogins, listLogins } from '@/lib/services/logins';
import { openInvitation } from '@/lib/services/joining';
import { createSession, listSessions } from '@/lib/services/sessions';
import { maySignUp, signUp } from '@/lib/services/sign-up';
import * as workspaces from '@/lib/services/workspaces';
import { freshDatabase, KINDS, useDatabase } from '../support/database';
import { byToken, guestWithWork, PASSWORD, person, team, visitor } from './people';

describe.each(KINDS)('accounts on %s', (kind) => {
  let db: Database;
  beforeEach(async () => {
    db = await freshDatabase(kind);
    useDatabase(db);
  });

  it('the first one owns the installation, and what its API tokens made before', async () => {
    const local = await getLocalWorkspace(db);
    const scope = await openScope(db, local.workspaceId);
    if (!scope) throw new Error('no local workspace');
    const { token } = await createToken(scope, { name: 'ci', userId: local.userId, role: 'owner' });
    const ada = await person(db, 'ada');
    expect(ada.member).toMatchObject({ workspaceId: local.workspaceId, userId: local.userId, role: 'owner' });
    expect(await findToken(db, token)).toMatchObject({ userId: ada.member.userId });
  });

  it('of two who would be the first at once, one is told to try again', async () => {
    const ends = await Promise.allSettled([person(db, 'ada'), person(db, 'bob')]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
  });

  it('later ones need an invitation', async () => {
    await person(db, 'ada');
    await expect(person(db, 'bob')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await maySignUp()).toBe(false);
  });

  it('take in what was made as a guest, whose cookie opens it no more', async () => {
    const before = await guestWithWork(db);
    const ada = await person(db, 'ada', { guest: before });
    expect(ada.member.workspaceId).toBe(before);
    expect((await listSessions(ada.member)).items.map(({ name }) => name)).toEqual(['admin']);
    expect(await openGuestWorkspace(db, before)).toBeNull();

    const later = await guestWithWork(db);
    const credentials = { email: 'ADA@example.com ', password: PASSWORD };
    const again = await byToken(db, (await accounts.signIn(visitor(later), credentials)).token);
    expect(again.member).toMatchObject({ workspaceId: later, role: 'owner' });
    const all = await workspaces.listWorkspaces(again.signedIn);
    expect(all.map(({ workspaceId }) => workspaceId)).toEqual(expect.arrayContaining([before, later]));
  });

  it('come back to the workspace that they worked in, not to an empty one that is older', async () => {
    const work = await guestWithWork(db);
    const ada = await person(db, 'ada', { guest: work });
    const local = await getLocalWorkspace(db);
    const all = await workspaces.listWorkspaces(ada.signedIn);
    expect(all.map(({ workspaceId }) => workspaceId).sort()).toEqual([local.workspaceId, work].sort());
    const credentials = { email: 'ada@example.com', password: PASSWORD };
    const again = await byToken(db, (await accounts.signIn(visitor(null), credentials)).token);
    expect(again.member.workspaceId).toBe(work);
  });

  it('leave an empty guest workspace behind', async () => {
    const empty = newId();
    await openGuestWorkspace(db, empty);
    expect((await person(db, 'ada', { guest: empty })).member.workspaceId).not.toBe(empty);
  });

  it('answer the same for an unknown email and a wrong password', async () => {
    await person(db, 'ada');
    const said = [];
    for (const input of [
      { email: 'ada@example.com', password: 'not this one at all' },
      { email: 'eve@example.com', password: PASSWORD },
    ])
      said.push(await accounts.signIn(visitor(), input).catch((error: unknown) => error));
    expect(said[0]).toMatchObject({ code: 'unauthorized' });
    expect(String(said[1])).toBe(String(said[0]));
  });

  it('keep an email for one account, whatever its case', async () => {
    const ada = await person(db, 'ada');
    const { token: invitation } = await invitations.invite(ada.member, 'editor');
    const input = { name: 'Eve', email: 'Ada@Example.com', password: PASSWORD, invitation };
    await expect(signUp(visitor(), input)).rejects.toMatchObject({
      code: 'conflict',
      details: { errors: [{ path: 'email' }] },
    });
    // Nothing of it was done: the invitation still stands.
    expect(await openInvitation(invitation)).toMatchObject({ role: 'editor', invitedBy: 'ada' });
  });

  it('end every other login with a new password, and the old one opens nothing', async () => {
    const ada = await person(db, 'ada');
    const old = { email: 'ada@example.com', password: PASSWORD };
    const next = 'another set of words';
    const other = await accounts.signIn(visitor(), old);
    await expect(accounts.changePassword(ada.signedIn, { current: 'wrong', next })).rejects.toMatchObject({
      details: { errors: [{ path: 'current' }] },
    });
    await accounts.changePassword(ada.signedIn, { current: PASSWORD, next });
    expect(await findLogin(db, other.token)).toBeNull();
    expect(await findLogin(db, ada.token)).not.toBeNull();
    await expect(accounts.signIn(visitor(), old)).rejects.toMatchObject({ code: 'unauthorized' });
    await accounts.signIn(visitor(), { ...old, password: next });
  });

  it('have their password hashed anew when it was hashed at an earlier cost', async () => {
    const ada = await person(db, 'ada');
    const { id } = ada.signedIn.account;
    const input = { email: 'ada@example.com', password: PASSWORD };
    const earlier = await hash(PASSWORD, { memoryCost: 65_536, timeCost: 3, parallelism: 1 });
    await users.setPassword(db, id, earlier);
    await expect(accounts.signIn(visitor(), { ...input, password: 'wrong' })).rejects.toThrow('not right');
    expect(await users.findAccount(db, id)).toMatchObject({ passwordHash: earlier });
    await accounts.signIn(visitor(), input);
    const renewed = (await users.findAccount(db, id))?.passwordHash;
    expect(renewed).toMatch(/\$m=19456,t=2,p=1\$/);
    await accounts.signIn(visitor(), input);
    expect(await users.findAccount(db, id)).toMatchObject({ passwordHash: renewed });
  });

  it('list their logins, and end one or all others, never those of someone else', async () => {
    const { owner, other } = await team(db, 'editor');
    await accounts.signIn(visitor(), { email: 'ada@example.com', password: PASSWORD });
    const lines = await listLogins(owner.signedIn);
    expect(lines.map(({ current }) => current).sort()).toEqual([false, true]);
    const theirs = endLogin(owner.signedIn, other.signedIn.loginId);
    await expect(theirs).rejects.toMatchObject({ code: 'not_found' });
    expect(await endOtherLogins(owner.signedIn)).toBe(1);
    await endLogin(owner.signedIn, owner.signedIn.loginId);
    expect(await findLogin(db, owner.token)).toBeNull();
    expect(await findLogin(db, other.token)).not.toBeNull();
  });

  it('are deleted with what was theirs alone, and nothing of others', async () => {
    const { owner, other } = await team(db, 'editor');
    const own = await workspaces.createWorkspace(other.signedIn, 'Alone');
    await createSession((await byToken(db, other.token)).member, { name: 'mine' });
    // Whoever came in a moment ago is not left in a workspace without an owner.
    expect(await users.deleteAccount(db, owner.signedIn.account.id)).toBe(false);
    expect((await workspaces.listColleagues(owner.member)).map(({ name }) => name)).toEqual(['ada', 'bob']);
    await accounts.deleteAccount(other.signedIn, PASSWORD);
    const left = await db.sql.all('SELECT "id" FROM "Workspace" WHERE "id" = ?', [own.workspaceId]);
    expect(left).toEqual([]);
    expect(await db.sql.all('SELECT "id" FROM "Session"', [])).toEqual([]);
    expect((await workspaces.listColleagues(owner.member)).map(({ name }) => name)).toEqual(['ada']);
  });
});
