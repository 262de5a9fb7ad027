import { describe, expect, it } from 'vitest';
import { beginExchange, findExchange, finishExchange, listExchanges } from '@/lib/db/exchanges';
import { newId } from '@/lib/db/ids';
import { beat, interruptDead, interruptOne, leave } from '@/lib/db/instances';
import { listCookies } from '@/lib/db/jar';
import { createRun, findRun } from '@/lib/db/runs';
import { openScope, type Scope } from '@/lib/db/scope';
import { freshDatabase, KINDS, newDatabase, newScope, openForTest } from '../support/database';
import { cookie, exchange, newSession, spec } from './samples';

/** As if everything that instances and sends said so far had been said a minute ago. */
async function aMinutePasses({ db }: Scope): Promise<void> {
  const ago = new Date(Date.now() - 60_000).toISOString();
  for (const text of [
    'UPDATE "Instance" SET "seenAt" = ?',
    'UPDATE "Exchange" SET "createdAt" = ?',
    'UPDATE "Run" SET "createdAt" = ?',
  ])
    await db.sql.write([{ text, args: [ago] }]);
}

describe.each(KINDS)('instances on %s', (kind) => {
  it('fault 55: what a dead one had under way is interrupted, and what a living one has is left alone', async () => {
    const place = await newDatabase(kind);
    const [dead, alive] = [await openForTest(place), await openForTest(place)];
    const scope = await newScope(dead);
    const theirs = await openScope(alive, scope.workspaceId);
    if (!theirs) throw new Error('no scope');
    const sessionId = await newSession(scope);
    const [lost, kept] = [exchange(sessionId, [cookie('lost')], 0), exchange(sessionId, [], 1)];
    const [lostRun, keptRun] = [newId(), newId()];
    const run = { sequenceId: null, sessionId, stepCount: 1, startedAt: new Date() };
    await beat(dead);
    await beginExchange(scope, lost);
    await createRun(scope, { ...run, id: lostRun });
    await beginExchange(theirs, kept);
    await createRun(theirs, { ...run, id: keptRun });
    expect(await interruptDead(alive)).toEqual({ sends: 0, runs: 0 });
    await aMinutePasses(scope);
    await beat(alive);
    expect(await interruptDead(alive)).toEqual({ sends: 1, runs: 1 });
    expect(await findExchange(scope, lost.id)).toMatchObject({
      state: 'interrupted',
      exchange: { error: { code: 'interrupted' }, request: { url: spec.url } },
    });
    expect(await findRun(scope, lostRun)).toMatchObject({ status: 'interrupted' });
    expect(await findExchange(scope, kept.id)).toMatchObject({ state: 'running' });
    expect(await findRun(scope, keptRun)).toMatchObject({ status: 'running' });
    expect((await listExchanges(scope, { limit: 5 })).items.map(({ errorCode }) => errorCode)).toEqual([
      null,
      'interrupted',
    ]);
    expect(await interruptDead(alive)).toEqual({ sends: 0, runs: 0 });
    // Only thought dead: its result is stored all the same.
    expect(await finishExchange(scope, lost)).toBe(true);
    expect(await findExchange(scope, lost.id)).toMatchObject({ state: 'done', exchange: { error: null } });
    expect(await listCookies(scope, sessionId)).toEqual([cookie('lost')]);
  });

  it('a send just begun is left alone though its instance has not said yet that it is there', async () => {
    const db = await freshDatabase(kind);
    const scope = await newScope(db);
    await beginExchange(scope, exchange(await newSession(scope)));
    expect(await interruptDead(db)).toEqual({ sends: 0, runs: 0 });
  });

  it('one that ended by itself is gone at once, and one send can be marked alone', async () => {
    const db = await freshDatabase(kind);
    const scope = await newScope(db);
    const sent = exchange(await newSession(scope));
    await beat(db);
    await beat(db);
    await beginExchange(scope, sent);
    await interruptOne(scope, sent.id);
    expect(await findExchange(scope, sent.id)).toMatchObject({ state: 'interrupted' });
    expect(await db.sql.all('SELECT "id" FROM "Instance"', [])).toEqual([{ id: db.instanceId }]);
    await leave(db);
    expect(await db.sql.all('SELECT "id" FROM "Instance"', [])).toEqual([]);
  });
});
