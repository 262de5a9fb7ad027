import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase, type Database } from '@/lib/db/database';
import { findExchangeState } from '@/lib/db/exchanges';
import { deleteOldPresences, listOthersHere, putPresence } from '@/lib/db/presences';
import { openScope, readBy } from '@/lib/db/scope';
import { deleteOldChanges, listChanges } from '@/lib/db/workspace-changes';
import type { PersonHere, WorkspaceChange } from '@/lib/model/workspace-change';
import { exchangeEvents } from '@/lib/services/exchange-events';
import { invite } from '@/lib/services/invitations';
import { acceptInvitation } from '@/lib/services/joining';
import type { LiveEvent } from '@/lib/services/live';
import type { Member } from '@/lib/services/member';
import { saveRequest } from '@/lib/services/saved-requests';
import { sendThroughSession, startSend } from '@/lib/services/send';
import { createSequence } from '@/lib/services/sequences';
import { setSharing } from '@/lib/services/session-sharing';
import { createSession, deleteSession } from '@/lib/services/sessions';
import { sayHere, workspaceFeed } from '@/lib/services/workspace-feed';
import { hasColleagues, removeMember, setRole } from '@/lib/services/workspaces';
import { freshDatabase, KINDS, SECRET, useDatabase } from '../support/database';
import { startTarget } from '../support/target-server';
import { person, team } from './people';

/** What a member hears, until the test ends. */
function hear(member: Member) {
  const page = new AbortController();
  onTestFinished(() => page.abort());
  const events = workspaceFeed(member, { waits: true }, page.signal)[Symbol.asyncIterator]();
  const next = async (): Promise<LiveEvent> => {
    const read = await events.next();
    return read.done ? { event: 'over', data: null } : read.value;
  };
  return {
    next,
    close: () => page.abort(),
    /** changes as they come, until one of this kind */
    async change(kind: WorkspaceChange['kind']): Promise<WorkspaceChange> {
      for (;;) {
        const { event, data } = await next();
        if (event === 'over') throw new Error(`it ended before a ${kind}`);
        const found = event === 'changes' && (data as WorkspaceChange[]).find((one) => one.kind === kind);
        if (found) return found;
      }
    },
    async people(): Promise<PersonHere[]> {
      for (;;) {
        const { event, data } = await next();
        if (event === 'people') return data as PersonHere[];
        if (event === 'over') throw new Error('it ended before anyone came');
      }
    },
  };
}

describe.each(KINDS)('what others do in a workspace on %s', { timeout: 60_000 }, (kind) => {
  let db: Database;
  beforeEach(async () => {
    db = await freshDatabase(kind);
    useDatabase(db);
  });
  /** The same member as another instance of the same database serves them. */
  async function elsewhere(member: Member): Promise<Member> {
    const other = await openDatabase({ url: db.url, dataDir: db.dataDir, secret: SECRET });
    onTestFinished(() => other.close());
    const scope = await openScope(other, member.workspaceId);
    if (!scope) throw new Error('no workspace');
    return { ...member, scope: readBy(scope, member.userId) };
  }

  it('whoever waits for someone to join hears of it, from the first who does', async () => {
    const owner = await person(db, 'ada');
    expect(await hasColleagues(owner.member)).toBe(false);
    const { token } = await invite(owner.member, 'editor');
    expect(await hasColleagues(owner.member)).toBe(true);
    const feed = hear(await elsewhere(owner.member));
    expect((await feed.next()).event).toBe('hello');
    const bob = await person(db, 'bob', { invitation: token });
    expect(await feed.change('members')).toMatchObject({ by: 'bob', isMine: false });
    const { token: second } = await invite(owner.member, 'viewer');
    await removeMember(owner.member, bob.signedIn.account.id);
    await acceptInvitation(bob.signedIn, second);
    expect(await feed.change('members')).toMatchObject({ by: 'bob', isMine: false });
  });

  it('is heard at another instance: a send by its begin and end, with who sent it and nothing of what', async () => {
    const target = await startTarget((_, response) => void response.end('secret-answer'));
    onTestFinished(() => target.close());
    const { owner, other } = await team(db, 'editor');
    const { id } = await createSession(owner.member, { name: 'admin' });
    await setSharing(owner.member, id, { isShared: true });
    const feed = hear(await elsewhere(other.member));
    expect((await feed.next()).event).toBe('hello');
    const { exchange } = await sendThroughSession(owner.member, id, {
      method: 'GET',
      url: `${target.url}/secret-path`,
    });
    const change = await feed.change('send');
    expect(change).toEqual({
      id: change.id,
      kind: 'send',
      subjectId: exchange.id,
      sessionId: id,
      by: 'ada',
      isMine: false,
    });
  });

  it('of a private session reaches its maker alone, and that it was taken back everyone by its id', async () => {
    const { owner, other } = await team(db, 'editor');
    const target = await startTarget((_, response) => void response.end());
    onTestFinished(() => target.close());
    const { id } = await createSession(owner.member, { name: 'mine' });
    const [mine, theirs] = [hear(owner.member), hear(other.member)];
    await Promise.all([mine.next(), theirs.next()]);
    await sendThroughSession(owner.member, id, { method: 'GET', url: target.url });
    expect(await mine.change('send')).toMatchObject({ sessionId: id, isMine: true });
    const saved = await saveRequest(owner.member, { name: 'r', spec: { url: 'http://a.test' } });
    const first = await theirs.next();
    expect((first.data as WorkspaceChange[]).map((one) => [one.kind, one.subjectId])).toEqual([
      ['request', saved.id],
    ]);
    await setSharing(owner.member, id, { isShared: true });
    expect(await theirs.change('session')).toMatchObject({ subjectId: id, sessionId: id });
    await setSharing(owner.member, id, { isShared: false });
    expect(await theirs.change('session')).toMatchObject({ subjectId: id, sessionId: null });
    await deleteSession(owner.member, id);
    await createSequence(owner.member, { name: 'S' });
    const { data } = await theirs.next();
    expect((data as WorkspaceChange[]).map((one) => one.kind)).toEqual(['sequence']);
  });

  it('is written down by nobody who is alone', async () => {
    const { member } = await person(db, 'ada');
    await saveRequest(member, { name: 'r', spec: { url: 'http://a.test' } });
    expect(await db.sql.all('SELECT 1 FROM "WorkspaceChange"', [])).toEqual([]);
    expect(await listChanges(member.scope, new Date(0))).toEqual([]);
  });

  it('is heard of no more by whoever is taken out, or has another role', async () => {
    const { owner, other } = await team(db, 'editor');
    const feed = hear(await elsewhere(other.member));
    await feed.next();
    await setRole(owner.member, other.member.userId ?? '', 'viewer');
    for (let event = ''; event !== 'ended';) ({ event } = await feed.next());
    expect((await feed.next()).event).toBe('over');
    const again = hear({ ...(await elsewhere(other.member)), role: 'viewer' });
    await again.next();
    await removeMember(owner.member, other.member.userId ?? '');
    for (let event = ''; event !== 'ended';) ({ event } = await again.next());
  });

  it('a send under way is heard of no more once its session was taken back', async () => {
    let answer: () => void = () => undefined;
    const target = await startTarget((_, response) => {
      response.write('begins');
      answer = () => void response.end('secret end');
    });
    onTestFinished(() => target.close());
    const { owner, other } = await team(db, 'editor');
    const { id } = await createSession(owner.member, { name: 'admin' });
    await setSharing(owner.member, id, { isShared: true });
    const { exchangeId } = await startSend(owner.member, id, { method: 'GET', url: target.url });
    const page = new AbortController();
    onTestFinished(() => page.abort());
    const heard: LiveEvent[] = [];
    const reading = (async () => {
      for await (const event of await exchangeEvents(other.member, exchangeId, 0, page.signal))
        heard.push(event);
    })();
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    await setSharing(owner.member, id, { isShared: false });
    await reading;
    answer();
    await expect.poll(() => findExchangeState(owner.member.scope, exchangeId)).toBe('done');
    expect(heard.map(({ event }) => event)).not.toContain('exchange');
    expect(JSON.stringify(heard)).not.toContain('secret end');
  });

  it('who is where is seen by the others while they are there, and private sessions are no place', async () => {
    const { owner, other } = await team(db, 'editor');
    const { id: shared } = await createSession(owner.member, { name: 'shared' });
    await setSharing(owner.member, shared, { isShared: true });
    const { id: own } = await createSession(owner.member, { name: 'own' });
    const [ada, bob] = [hear(owner.member), hear(await elsewhere(other.member))];
    const hello = (await ada.next()).data as { stream: string };
    await bob.next();
    const places = [`session:${shared}`, `session:${own}`, 'request:r1'];
    await sayHere(owner.member, { stream: hello.stream, places });
    expect(await bob.people()).toEqual([{ name: 'ada', places: ['request:r1', `session:${shared}`] }]);
    await sayHere(owner.member, { stream: hello.stream, places: [] });
    expect(await bob.people()).toEqual([{ name: 'ada', places: [] }]);
    // Nobody puts another's page somewhere else.
    await sayHere(other.member, { stream: hello.stream, places: ['request:r2'] });
    expect(await listOthersHere(other.member.scope)).toEqual([{ name: 'ada', places: [] }]);
    ada.close();
    while ((await ada.next()).event !== 'over');
    expect(await bob.people()).toEqual([]);
  });

  it('who is not seen for a while is gone, and so is what was told long ago', async () => {
    const { owner, other } = await team(db, 'editor');
    const here = { id: 's1', userId: owner.member.userId ?? '', name: 'ada', places: ['request:r1'] };
    await putPresence(owner.member.scope, here);
    await saveRequest(owner.member, { name: 'r', spec: { url: 'http://a.test' } });
    expect(await listOthersHere(other.member.scope)).toHaveLength(1);
    const old = '2020-01-01T00:00:00.000Z';
    await db.sql.write([{ text: 'UPDATE "Presence" SET "seenAt" = ?', args: [old] }]);
    await db.sql.write([{ text: 'UPDATE "WorkspaceChange" SET "createdAt" = ?', args: [old] }]);
    expect(await listOthersHere(other.member.scope)).toEqual([]);
    await deleteOldPresences(db);
    await deleteOldChanges(db);
    expect(await db.sql.all('SELECT 1 FROM "Presence"', [])).toEqual([]);
    expect(await db.sql.all('SELECT 1 FROM "WorkspaceChange"', [])).toEqual([]);
  });
});
