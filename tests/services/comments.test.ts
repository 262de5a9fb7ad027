import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '@/lib/db/database';
import { openScope } from '@/lib/db/scope';
import { listChanges } from '@/lib/db/workspace-changes';
import type { CommentPin } from '@/lib/model/comment';
import {
  addComment,
  changeComment,
  deleteComment,
  listComments,
  listPlacedComments,
} from '@/lib/services/comments';
import { deleteExchange } from '@/lib/services/exchanges';
import { invite } from '@/lib/services/invitations';
import type { Member } from '@/lib/services/member';
import { sendThroughSession } from '@/lib/services/send';
import { createSequence, deleteSequence, replaceSequence } from '@/lib/services/sequences';
import { setSharing } from '@/lib/services/session-sharing';
import { createSession, deleteSession } from '@/lib/services/sessions';
import { freshDatabase, KINDS, useDatabase } from '../support/database';
import { startTarget, type Target } from '../support/target-server';
import { guestWithWork, person, team } from './people';

let target: Target;
beforeAll(async () => {
  target = await startTarget((request, response) => {
    response.setHeader('set-cookie', ['sid=1; Path=/', '__Host-bad=1; Path=/']);
    if (request.url === '/old') response.writeHead(302, { location: '/new' });
    response.end();
  });
});
afterAll(() => target.close());

/** Someone with a workspace of their own. */
async function guest(db: Database): Promise<Member> {
  const workspaceId = await guestWithWork(db);
  const scope = await openScope(db, workspaceId);
  if (!scope) throw new Error('no guest');
  return { workspaceId, userId: null, role: 'owner', via: 'guest', scope };
}

describe.each(KINDS)('comments on %s', (kind) => {
  let db: Database;
  beforeEach(async () => {
    db = await freshDatabase(kind);
    useDatabase(db);
  });

  /** A sequence of one step, and a request with one redirect through a session that everyone reaches. */
  async function things(member: Member) {
    const request = { method: 'GET', url: target.url };
    const { id: sequenceId } = await createSequence(member, {
      name: 'Log in',
      steps: [{ id: 'first', name: 'Form', request }],
    });
    const { id: sessionId } = await createSession(member, { name: 'alice' });
    await setSharing(member, sessionId, { isShared: true });
    const spec = { method: 'GET', url: `${target.url}/old` };
    const { exchange } = await sendThroughSession(member, sessionId, spec);
    return { sequenceId, sessionId, exchangeId: exchange.id };
  }
  const texts = async (member: Member, of = {}) =>
    (await listComments(member, of)).items.map(({ text }) => text);

  it('are pinned to a step, a hop, a cookie of a hop and a cookie in the jar, and read by everyone there', async () => {
    const { owner, other } = await team(db, 'editor');
    const { sequenceId, sessionId, exchangeId } = await things(owner.member);
    const jar = { name: 'sid', domain: '127.0.0.1', path: '/' };
    const pins: CommentPin[] = [
      { on: 'step', sequenceId, stepId: 'first' },
      { on: 'hop', exchangeId, hop: 2 },
      { on: 'cookie', exchangeId, hop: 1, name: '__Host-bad', domain: '', path: '' },
      { on: 'jar', sessionId, ...jar },
    ];
    for (const pin of pins) await addComment(owner.member, { pin, text: `on a ${pin.on}` });

    expect(await texts(other.member, { sequenceId })).toEqual(['on a step']);
    expect(await texts(other.member, { exchangeId })).toEqual(['on a cookie', 'on a hop']);
    expect(await texts(other.member, { sessionId })).toEqual(['on a jar']);
    const all = (await listPlacedComments(other.member)).items;
    expect(all.map(({ pin }) => pin)).toEqual(pins.toReversed());
    expect(all.map(({ place, href, by, isMine }) => [place, href, by, isMine])).toEqual([
      ['alice: sid in the jar', '/', 'ada', false],
      [`GET ${target.url}/old: __Host-bad on hop 1`, `/?exchange=${exchangeId}`, 'ada', false],
      [`GET ${target.url}/old: hop 2`, `/?exchange=${exchangeId}`, 'ada', false],
      ['Log in: step 1, Form', `/sequences/${sequenceId}?step=1`, 'ada', false],
    ]);
  });

  it('stay where they are when steps move, and say so of a step that is gone', async () => {
    const { owner } = await team(db, 'editor');
    const { sequenceId } = await things(owner.member);
    await addComment(owner.member, { pin: { on: 'step', sequenceId, stepId: 'first' }, text: 'why?' });
    const request = { url: target.url };
    const before = { id: 'zero', name: 'Before', request };
    const first = { id: 'first', name: 'Form', request };
    await replaceSequence(owner.member, sequenceId, { name: 'Log in', steps: [before, first] });
    const places = async () => (await listPlacedComments(owner.member)).items.map(({ place }) => place);
    expect(await places()).toEqual(['Log in: step 2, Form']);
    await replaceSequence(owner.member, sequenceId, { name: 'Log in', steps: [before] });
    expect(await places()).toEqual(['Log in: a step that is gone']);
  });

  it('have a place that is there, and words', async () => {
    const { owner } = await team(db, 'editor');
    const { sequenceId, sessionId, exchangeId } = await things(owner.member);
    const wrong: [CommentPin, string][] = [
      [{ on: 'step', sequenceId, stepId: 'never' }, 'pin.stepId'],
      [{ on: 'hop', exchangeId, hop: 3 }, 'pin.hop'],
      [{ on: 'cookie', exchangeId, hop: 1, name: 'never', domain: '', path: '' }, 'pin.name'],
      [{ on: 'jar', sessionId, name: 'sid', domain: 'other.test', path: '/' }, 'pin.name'],
    ];
    for (const [pin, path] of wrong)
      await expect(addComment(owner.member, { pin, text: 'a' })).rejects.toMatchObject({
        code: 'invalid_request',
        details: { errors: [{ path }] },
      });
    const pin: CommentPin = { on: 'step', sequenceId, stepId: 'first' };
    await expect(addComment(owner.member, { pin, text: ' \n' })).rejects.toThrow('Write something first.');
    await expect(
      addComment(owner.member, { pin: { ...pin, sequenceId: 'never' }, text: 'a' }),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(await texts(owner.member)).toEqual([]);
  });

  it('are changed by who wrote them, dealt with by anyone who edits, and deleted by admins too', async () => {
    const { owner, other } = await team(db, 'editor');
    const { sequenceId } = await things(owner.member);
    const pin: CommentPin = { on: 'step', sequenceId, stepId: 'first' };
    const { id } = await addComment(other.member, { pin, text: 'Is this right?' });
    await expect(changeComment(owner.member, id, { text: 'Yes' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await changeComment(other.member, id, { text: 'Is it?' })).toMatchObject({
      text: 'Is it?',
      by: 'bob',
      isMine: true,
      editedAt: expect.stringMatching(/^\d{4}-/) as unknown,
      doneAt: null,
    });
    expect(await changeComment(owner.member, id, { done: true })).toMatchObject({ doneBy: 'ada' });
    expect((await listComments(owner.member, { open: true })).items).toEqual([]);
    expect(await changeComment(other.member, id, { done: false })).toMatchObject({
      doneAt: null,
      doneBy: null,
    });
    const { id: ofOwner } = await addComment(owner.member, { pin, text: 'Mine' });
    await expect(deleteComment(other.member, ofOwner)).rejects.toMatchObject({ code: 'forbidden' });
    await deleteComment(owner.member, id);
    expect(await texts(other.member)).toEqual(['Mine']);
  });

  it('of a private session are its owner’s alone, and of another workspace nobody’s', async () => {
    const { owner, other } = await team(db, 'editor');
    const { exchangeId, sessionId } = await things(owner.member);
    const pin: CommentPin = { on: 'hop', exchangeId, hop: 1 };
    const { id } = await addComment(owner.member, { pin, text: 'seen' });
    const since = new Date(0);
    const heard = async (member: Member) =>
      (await listChanges(member.scope, since)).filter(({ kind: what }) => what === 'comment');
    expect(await heard(other.member)).toMatchObject([{ subjectId: exchangeId, by: 'ada', isMine: false }]);
    await setSharing(owner.member, sessionId, { isShared: false });
    expect(await texts(owner.member)).toEqual(['seen']);
    const stranger = await guest(db);
    for (const member of [other.member, stranger]) {
      expect(await texts(member)).toEqual([]);
      expect(await texts(member, { exchangeId })).toEqual([]);
      await expect(addComment(member, { pin, text: 'a' })).rejects.toMatchObject({ code: 'not_found' });
      await expect(changeComment(member, id, { done: true })).rejects.toMatchObject({ code: 'not_found' });
      await expect(deleteComment(member, id)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await heard(other.member)).toEqual([]);
  });

  it('go with what they are pinned to', async () => {
    const { owner } = await team(db, 'editor');
    const { sequenceId, sessionId, exchangeId } = await things(owner.member);
    const say = (pin: CommentPin) => addComment(owner.member, { pin, text: pin.on });
    await say({ on: 'step', sequenceId, stepId: 'first' });
    await say({ on: 'hop', exchangeId, hop: 1 });
    await say({ on: 'jar', sessionId, name: 'sid', domain: '127.0.0.1', path: '/' });
    await deleteExchange(owner.member, exchangeId);
    expect(await texts(owner.member)).toEqual(['jar', 'step']);
    await deleteSession(owner.member, sessionId);
    expect(await texts(owner.member)).toEqual(['step']);
    await deleteSequence(owner.member, sequenceId);
    expect(await texts(owner.member)).toEqual([]);
  });

  it('a viewer reads them, without a secret that someone quoted, and writes none', async () => {
    const { owner } = await team(db, 'editor');
    const { sequenceId } = await things(owner.member);
    const pin: CommentPin = { on: 'step', sequenceId, stepId: 'first' };
    const token = ['ghp', 'abcdefghijklmnopqrstuvwxyz0123456789'].join('_');
    await addComment(owner.member, { pin, text: `Use ${token} here` });
    const { token: code } = await invite(owner.member, 'viewer');
    const { member } = await person(db, 'vic', { invitation: code });
    const [text = ''] = await texts(member);
    expect(text).toMatch(/^Use .+ here$/);
    expect(text).not.toContain(token);
    await expect(addComment(member, { pin, text: 'a' })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('lie sealed', async () => {
    const { owner } = await team(db, 'editor');
    const { sequenceId } = await things(owner.member);
    await addComment(owner.member, { pin: { on: 'step', sequenceId, stepId: 'first' }, text: 'plain words' });
    const [row] = await db.sql.all<{ sealed: Uint8Array }>('SELECT * FROM "Comment"', []);
    expect(Buffer.from(row?.sealed ?? []).toString('latin1')).not.toContain('plain words');
    expect(JSON.stringify({ ...row, sealed: '' })).not.toContain('plain words');
  });
});
