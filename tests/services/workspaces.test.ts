import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '@/lib/db/database';
import { findLogin } from '@/lib/db/logins';
import { createToken, findToken } from '@/lib/db/tokens';
import * as accounts from '@/lib/services/accounts';
import * as tokens from '@/lib/services/api-tokens';
import * as invitations from '@/lib/services/invitations';
import { acceptInvitation, openInvitation } from '@/lib/services/joining';
import { setSharing } from '@/lib/services/session-sharing';
import { createSession, listSessions } from '@/lib/services/sessions';
import * as workspaces from '@/lib/services/workspaces';
import { freshDatabase, KINDS, useDatabase } from '../support/database';
import { byToken, PASSWORD, person, team } from './people';

const refused = (code: string) => expect.objectContaining({ code }) as unknown;

describe.each(KINDS)('workspaces on %s', (kind) => {
  let db: Database;
  beforeEach(async () => {
    db = await freshDatabase(kind);
    useDatabase(db);
  });

  it('an invitation makes one person a member, once, and not after it was revoked', async () => {
    const { owner, other } = await team(db, 'editor');
    expect(other.member).toMatchObject({ workspaceId: owner.member.workspaceId, role: 'editor' });
    const spent = await invitations.invite(owner.member, 'viewer');
    const both = await Promise.allSettled([
      person(db, 'cleo', { invitation: spent.token }),
      person(db, 'dan', { invitation: spent.token }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const revoked = await invitations.invite(owner.member, 'viewer');
    await invitations.revokeInvitation(owner.member, revoked.id);
    for (const token of [spent.token, revoked.token, 'made-up']) {
      await expect(openInvitation(token)).rejects.toEqual(refused('not_found'));
      await expect(acceptInvitation(other.signedIn, token)).rejects.toEqual(refused('not_found'));
    }
    expect(await invitations.listInvitations(owner.member)).toEqual([]);
  });

  it('only the owner makes or changes admins, and only the owner and admins invite', async () => {
    const { owner, other } = await team(db, 'admin');
    await expect(invitations.invite(other.member, 'admin')).rejects.toEqual(refused('forbidden'));
    const { token } = await invitations.invite(other.member, 'editor');
    const cleo = await person(db, 'cleo', { invitation: token });
    const [ownerId, cleoId] = [owner.member.userId ?? '', cleo.member.userId ?? ''];
    await expect(invitations.invite(cleo.member, 'viewer')).rejects.toEqual(refused('forbidden'));
    await expect(workspaces.setRole(other.member, ownerId, 'viewer')).rejects.toEqual(refused('forbidden'));
    await expect(workspaces.setRole(other.member, cleoId, 'admin')).rejects.toEqual(refused('forbidden'));
    await workspaces.setRole(other.member, cleoId, 'viewer');
    expect((await byToken(db, cleo.token)).member.role).toBe('viewer');
  });

  it('a member who was removed is out at once, with their tokens; what they made stays', async () => {
    const { owner, other } = await team(db, 'editor');
    const theirs = await createSession(other.member, { name: 'theirs' });
    await setSharing(other.member, theirs.id, { isShared: true });
    const userId = other.member.userId ?? '';
    const { token } = await createToken(other.member.scope, { name: 'ci', userId, role: 'editor' });
    await workspaces.removeMember(owner.member, userId);
    expect(await findToken(db, token)).toBeNull();
    expect(await findLogin(db, other.token)).toMatchObject({ workspaceId: null });
    expect((await listSessions(owner.member)).items.map(({ name }) => name)).toEqual(['theirs']);
  });

  it('the owner stays until the workspace is handed over', async () => {
    const { owner, other } = await team(db, 'editor');
    await expect(workspaces.leaveWorkspace(owner.member)).rejects.toEqual(refused('conflict'));
    await expect(accounts.deleteAccount(owner.signedIn, PASSWORD)).rejects.toEqual(refused('conflict'));
    await workspaces.handOver(owner.member, other.member.userId ?? '');
    const colleagues = await workspaces.listColleagues(owner.member);
    expect(Object.fromEntries(colleagues.map(({ name, role }) => [name, role]))).toEqual({
      ada: 'admin',
      bob: 'owner',
    });
    await workspaces.leaveWorkspace((await byToken(db, owner.token)).member);
    await accounts.deleteAccount(owner.signedIn, PASSWORD);
    expect(await findLogin(db, owner.token)).toBeNull();
  });

  it('one is in view at a time, and only one’s own', async () => {
    const { owner, other } = await team(db, 'viewer');
    const second = await workspaces.createWorkspace(other.signedIn, 'Second');
    const { workspaceId } = second;
    expect((await byToken(db, other.token)).member).toMatchObject({ workspaceId, role: 'owner' });
    await workspaces.chooseWorkspace(other.signedIn, owner.member.workspaceId);
    expect((await byToken(db, other.token)).member).toMatchObject({ role: 'viewer' });
    const theirs = workspaces.chooseWorkspace(owner.signedIn, workspaceId);
    await expect(theirs).rejects.toEqual(refused('not_found'));
  });

  it('are deleted whole, by their owner who types the name', async () => {
    const { owner, other } = await team(db, 'admin');
    await workspaces.renameWorkspace(other.member, 'Shop');
    await expect(workspaces.deleteWorkspace(other.member, 'Shop')).rejects.toEqual(refused('forbidden'));
    const misspelt = workspaces.deleteWorkspace(owner.member, 'shop');
    await expect(misspelt).rejects.toEqual(refused('invalid_request'));
    await createSession(owner.member, { name: 'gone' });
    await workspaces.deleteWorkspace(owner.member, 'Shop');
    for (const table of ['Workspace', 'Session', 'Membership', 'Invitation'])
      expect(await db.sql.all(`SELECT * FROM "${table}"`, []), table).toEqual([]);
  });

  it('a token can do no more than whoever makes it, ends when its time is over, and is seen by few', async () => {
    const { owner, other } = await team(db, 'editor');
    const more = tokens.createApiToken(other.member, { name: 'ci', role: 'admin', days: null });
    await expect(more).rejects.toEqual(refused('forbidden'));
    const made = await tokens.createApiToken(other.member, { name: 'ci', role: 'viewer', days: 1 });
    await tokens.createApiToken(owner.member, { name: 'deploy', role: 'owner', days: null });
    expect((await tokens.listApiTokens(other.member)).map(({ name }) => name)).toEqual(['ci']);
    const all = await tokens.listApiTokens(owner.member);
    expect(all.map(({ name, madeBy }) => [name, madeBy]).sort()).toEqual([
      ['ci', 'bob'],
      ['deploy', 'ada'],
    ]);
    expect(JSON.stringify(all)).not.toContain(made.token);
    expect(await findToken(db, made.token)).toMatchObject({ role: 'viewer' });
    const past = new Date(Date.now() - 1).toISOString();
    await db.sql.write([
      { text: 'UPDATE "ApiToken" SET "expiresAt" = ? WHERE "id" = ?', args: [past, made.id] },
    ]);
    expect(await findToken(db, made.token)).toBeNull();
    const [deploy] = all.filter(({ name }) => name === 'deploy');
    const theirs = tokens.revokeApiToken(other.member, deploy?.id ?? '');
    await expect(theirs).rejects.toEqual(refused('not_found'));
    await tokens.revokeApiToken(owner.member, made.id);
    expect((await tokens.listApiTokens(other.member)).length).toBe(0);
  });
});
