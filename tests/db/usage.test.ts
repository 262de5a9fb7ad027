import { describe, expect, it } from 'vitest';
import { networkOf } from '@/lib/commands/caller.mjs';
import { beginExchange, finishExchange, listExchanges } from '@/lib/db/exchanges';
import { trimHistory } from '@/lib/db/history';
import { newId } from '@/lib/db/ids';
import { openScope } from '@/lib/db/scope';
import { findSpent, forgive, spend, type Allowance } from '@/lib/db/usage';
import { deleteExpiredWorkspaces, openGuestWorkspace } from '@/lib/db/workspaces';
import { freshDatabase, KINDS, newDatabase, newScope, openForTest } from '../support/database';
import { exchange, newSession, recordExchange } from './samples';

const HOUR_MS = 60 * 60_000;
const allowance = (key: string, most: number): Allowance => ({ key, most, windowMs: HOUR_MS });

describe.each(KINDS)('fair use on %s', (kind) => {
  it('fault 73: 200 uses at once through three instances are as many as the limit, exactly', async () => {
    const place = await newDatabase(kind);
    const instances = [await openForTest(place), await openForTest(place), await openForTest(place)];
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, n) => {
        const db = instances[n % 3];
        return db
          ? spend(db, [allowance('login:account:ada', 10)])
          : Promise.reject(new Error('no instance'));
      }),
    );
    expect(results.filter((spent) => spent === null)).toHaveLength(10);
    const [db] = instances;
    const spent = db && (await findSpent(db, [allowance('other', 1), allowance('login:account:ada', 10)]));
    expect(spent?.allowance.key).toBe('login:account:ada');
    expect(spent?.waitMs).toBeGreaterThan(HOUR_MS - 120_000);
  });

  it('counts several allowances together or not at all, and anew when the window is over', async () => {
    const db = await freshDatabase(kind);
    const [narrow, wide] = [allowance('a', 1), allowance('b', 9)];
    expect(await spend(db, [narrow, wide])).toBeNull();
    expect(await spend(db, [narrow, wide])).toMatchObject({ allowance: narrow });
    const rows = await db.sql.all<{ key: string }>('SELECT "key", "count" FROM "Usage"', []);
    expect(rows).toMatchObject([{ count: 1 }, { count: 1 }]);
    // Whose use was counted is stored as a hash.
    for (const { key } of rows) expect(key).toMatch(/^[\w-]{43}$/);
    const before = new Date(Date.now() - 2 * HOUR_MS).toISOString();
    await db.sql.write([{ text: 'UPDATE "Usage" SET "startedAt" = ?', args: [before] }]);
    expect(await findSpent(db, [narrow])).toBeNull();
    expect(await spend(db, [narrow, wide])).toBeNull();
    expect(await spend(db, [])).toBeNull();
  });

  it('forgets what came to a good end', async () => {
    const db = await freshDatabase(kind);
    const guesses = [allowance('password:link:address', 1)];
    expect(await spend(db, guesses)).toBeNull();
    expect(await spend(db, guesses)).not.toBeNull();
    await forgive(db, 'password:link:address');
    expect(await spend(db, guesses)).toBeNull();
  });

  it('as many sends of one workspace as may be are under way at once, over all instances; another’s go on', async () => {
    const place = await newDatabase(kind);
    const [one, two] = [await openForTest(place), await openForTest(place)];
    const scope = await newScope(one);
    const there = await openScope(two, scope.workspaceId);
    if (!there) throw new Error('no scope');
    const sessionId = await newSession(scope);
    const limit = { allowances: [], atOnce: 3 };
    const sent = Array.from({ length: 12 }, () => exchange(sessionId));
    const began = await Promise.all(sent.map((each, n) => beginExchange(n % 2 ? scope : there, each, limit)));
    expect(began.filter(Boolean)).toHaveLength(3);
    expect((await listExchanges(scope, { limit: 50 })).items).toHaveLength(3);
    const other = await newScope(two);
    expect(await beginExchange(other, exchange(await newSession(other)), limit)).toBe(true);
    const running = sent.find((_, n) => began[n]);
    if (running) await finishExchange(scope, running);
    expect(await beginExchange(scope, exchange(sessionId), limit)).toBe(true);
    expect(await beginExchange(there, exchange(sessionId), limit)).toBe(false);
  });

  it('the history keeps the newest, and what is under way', async () => {
    const db = await freshDatabase(kind);
    const scope = await newScope(db);
    const sessionId = await newSession(scope);
    await beginExchange(scope, exchange(sessionId, [], 0));
    for (let at = 1; at <= 8; at += 1) await recordExchange(scope, exchange(sessionId, [], at));
    expect(await trimHistory(db, 5)).toBe(3);
    const kept = (await listExchanges(scope, { limit: 50 })).items.map(({ state, startedAt }) => [
      state,
      Number(startedAt.slice(-4, -1)),
    ]);
    expect(kept).toEqual([...[8, 7, 6, 5, 4].map((at) => ['done', at]), ['running', 0]]);
    expect(await trimHistory(db, 6)).toBe(0);
  });

  it('a guest’s workspace goes when nobody came for long, and stays while someone does', async () => {
    const db = await freshDatabase(kind);
    const [used, left] = [newId(), newId()];
    await openGuestWorkspace(db, used);
    await openGuestWorkspace(db, left);
    const later = (days: number): Date => new Date(Date.now() + days * 24 * HOUR_MS);
    expect(await deleteExpiredWorkspaces(db, later(80))).toBe(0);
    await db.sql.write([{ text: 'UPDATE "Workspace" SET "expiresAt" = ?', args: [later(1).toISOString()] }]);
    await openGuestWorkspace(db, used);
    expect(await deleteExpiredWorkspaces(db, later(2))).toBe(1);
    expect(await openScope(db, left)).toBeNull();
    expect(await openScope(db, used)).not.toBeNull();
  });
});

describe('the caller’s address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:0:7::1', '2001:db8:0:7::'],
    ['2001:0DB8:0000:0007:ffff::2', '2001:db8:0:7::'],
    ['2001:db8:0:8::1', '2001:db8:0:8::'],
    ['::1', '0:0:0:0::'],
  ])('%s is counted as %s: one for all of a household’s IPv6', (address, counted) => {
    expect(networkOf(address)).toBe(counted);
  });
});
