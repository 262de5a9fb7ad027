import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '@/lib/db/database';
import { newId } from '@/lib/db/ids';
import * as accounts from '@/lib/services/accounts';
import * as checkpoints from '@/lib/services/checkpoints';
import * as exchanges from '@/lib/services/exchanges';
import * as runs from '@/lib/services/runs';
import * as send from '@/lib/services/send';
import * as sharing from '@/lib/services/session-sharing';
import * as sessions from '@/lib/services/sessions';
import { startReplay } from '@/lib/services/shared-links';
import { createShare } from '@/lib/services/shares';
import * as workspaces from '@/lib/services/workspaces';
import { freshDatabase, KINDS, useDatabase } from '../support/database';
import { startTarget } from '../support/target-server';
import { byToken, guestWithWork, PASSWORD, person, team } from './people';
import { doors, filled, outcome } from './session-doors';

describe.each(KINDS)('private and shared sessions on %s', { timeout: 60_000 }, (kind) => {
  let db: Database;
  beforeEach(async () => {
    db = await freshDatabase(kind);
    useDatabase(db);
  });

  it('a private session is to every other member as if it were not there, by every door', async () => {
    const target = await startTarget((_, response) => void response.end('fine'));
    try {
      const { owner, other } = await team(db, 'admin');
      const ids = await filled(owner.member, target);
      const missing = newId();
      const nowhere = {
        ...ids,
        sessionId: missing,
        exchangeId: missing,
        checkpointId: missing,
        runId: missing,
      };
      const tried = doors(other.member, ids);
      const same = doors(other.member, nowhere);
      for (const [name, work] of Object.entries(tried)) {
        const answer = await outcome(work);
        expect(answer, name).toMatch(/^not_found: /);
        expect(answer, name).toBe(await outcome(same[name] ?? work));
      }
      expect((await sessions.listSessions(other.member)).items).toEqual([]);
      expect((await exchanges.listExchanges(other.member)).items).toEqual([]);
      expect((await runs.listRuns(other.member)).items).toEqual([]);
      expect(await checkpoints.listAllCheckpoints(other.member)).toEqual([]);
      // And it is all still there for its maker.
      expect(await sessions.getSession(owner.member, ids.sessionId)).toMatchObject({
        name: 'admin',
        isShared: false,
        isOwn: true,
        cookieCount: 1,
      });
      expect((await runs.listRuns(owner.member)).items.map(({ id }) => id)).toEqual([ids.runId]);
      expect(await checkpoints.listAllCheckpoints(owner.member)).toHaveLength(1);
    } finally {
      await target.close();
    }
  });

  it('is worked with by all once it is shared, and by its maker alone once it is taken back', async () => {
    const target = await startTarget((_, response) => void response.end('fine'));
    try {
      const { owner, other } = await team(db, 'editor');
      const { sessionId, exchangeId, runId } = await filled(owner.member, target);
      expect(await sharing.getSharing(owner.member, sessionId)).toEqual({
        isShared: false,
        isOwn: true,
        handsOver: ['1 cookie', 'bearer token', 'header X-Api-Key', '1 checkpoint', '2 past requests'],
      });
      await sharing.setSharing(owner.member, sessionId, { isShared: true });
      await send.sendThroughSession(other.member, sessionId, { method: 'GET', url: target.url });
      expect(target.requests.at(-1)?.header('authorization')).toBe('Bearer b3arer');
      expect((await sessions.listSessions(other.member)).items).toMatchObject([
        { id: sessionId, isShared: true, isOwn: false },
      ]);
      expect((await exchanges.getExchange(other.member, exchangeId)).exchange.id).toBe(exchangeId);
      expect((await runs.getRun(other.member, runId)).id).toBe(runId);
      const takenBack = sharing.setSharing(other.member, sessionId, { isShared: false });
      await expect(takenBack).rejects.toMatchObject({ code: 'forbidden' });
      await sharing.setSharing(owner.member, sessionId, { isShared: false });
      await expect(sessions.getSession(other.member, sessionId)).rejects.toMatchObject({ code: 'not_found' });
    } finally {
      await target.close();
    }
  });

  it('a copy of a shared session is its maker’s, and a run at a private checkpoint is private', async () => {
    const target = await startTarget((_, response) => void response.end('fine'));
    try {
      const { owner, other } = await team(db, 'editor');
      const { sessionId, checkpointId, sequenceId } = await filled(owner.member, target);
      const atCheckpoint = await runs.startRun(owner.member, sequenceId, { checkpointId });
      const fresh = await runs.startRun(owner.member, sequenceId, {});
      await Promise.all([atCheckpoint.finished, fresh.finished]);
      expect((await runs.listRuns(other.member)).items.map(({ id }) => id)).toEqual([fresh.runId]);
      await sharing.setSharing(owner.member, sessionId, { isShared: true });
      const copy = await sessions.forkSession(other.member, sessionId);
      expect(copy).toMatchObject({ isShared: false, isOwn: true, cookieCount: 1 });
      await expect(sessions.getSession(owner.member, copy.id)).rejects.toMatchObject({ code: 'not_found' });
    } finally {
      await target.close();
    }
  });

  it('a live link runs through a shared session alone, and through none that was taken back', async () => {
    const target = await startTarget((_, response) => void response.end('fine'));
    try {
      const { owner, other } = await team(db, 'editor');
      const { sessionId, sequenceId } = await filled(owner.member, target);
      const live = { sequenceId, mode: 'live' as const, sessionId };
      await expect(createShare(owner.member, live)).rejects.toMatchObject({ code: 'invalid_request' });
      await sharing.setSharing(owner.member, sessionId, { isShared: true });
      const { token } = await createShare(owner.member, live);
      const visitor = { address: '127.0.0.1', member: other.member };
      await (
        await startReplay(token, visitor, {})
      ).finished;
      const sent = target.requests.length;
      const asViewer = { ...visitor, member: { ...other.member, role: 'viewer' as const } };
      await expect(startReplay(token, asViewer, {})).rejects.toMatchObject({ code: 'forbidden' });
      await sharing.setSharing(owner.member, sessionId, { isShared: false });
      await expect(startReplay(token, visitor, {})).rejects.toMatchObject({ code: 'not_found' });
      expect(target.requests).toHaveLength(sent);
    } finally {
      await target.close();
    }
  });

  it('what was never shared goes with whoever leaves, is removed or deletes their account', async () => {
    const { owner, other } = await team(db, 'editor');
    const shared = await sessions.createSession(other.member, { name: 'shared' });
    await sessions.createSession(other.member, { name: 'private' });
    await sharing.setSharing(other.member, shared.id, { isShared: true });
    await workspaces.removeMember(owner.member, other.member.userId ?? '');
    const names = 'SELECT "name", "ownerId" FROM "Session" ORDER BY "name"';
    expect(await db.sql.all(names, [])).toEqual([{ name: 'shared', ownerId: null }]);
    expect(await sessions.getSession(owner.member, shared.id)).toMatchObject({
      isOwn: false,
      isShared: true,
    });
    const home = await workspaces.createWorkspace(other.signedIn, 'Home');
    const at = (await byToken(db, other.token)).member;
    expect(at.workspaceId).toBe(home.workspaceId);
    await sessions.createSession(at, { name: 'gone with the account' });
    await accounts.deleteAccount(other.signedIn, PASSWORD);
    expect(await db.sql.all(names, [])).toEqual([{ name: 'shared', ownerId: null }]);
  });

  it('a guest’s sessions are private to the account that they move into', async () => {
    const workspaceId = await guestWithWork(db);
    const ada = await person(db, 'ada', { guest: workspaceId });
    expect((await sessions.listSessions(ada.member)).items).toMatchObject([
      { name: 'admin', isShared: false, isOwn: true },
    ]);
  });
});
