import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { askRunner, takeAsks } from '@/lib/db/live-asks';
import { appendLiveEvents, listLiveEvents } from '@/lib/db/live-events';
import { beginExchange, finishExchange } from '@/lib/db/exchanges';
import { openScope } from '@/lib/db/scope';
import { fileDatabase, freshDatabase, KINDS, newDatabase, newScope, openForTest } from '../support/database';
import { exchange, newSession } from './samples';

/** Longer than any test: whoever is woken was woken by a ring. */
const LONG_MS = 600_000;

describe.each(KINDS)('what instances on %s tell each other', (kind) => {
  it('an ask reaches the instance that sends, once, and nobody when it is over', async () => {
    const place = await newDatabase(kind);
    const [mine, theirs] = [await openForTest(place), await openForTest(place)];
    const scope = await newScope(mine);
    const other = await openScope(theirs, scope.workspaceId);
    if (!other) throw new Error('no scope');
    const sent = exchange(await newSession(scope));
    const at = { kind: 'exchange', id: sent.id } as const;
    await beginExchange(scope, sent);
    const bell = mine.bell.listen(mine.instanceId);
    const heard = bell.next(LONG_MS);
    expect(await askRunner(other, at, { kind: 'cancel' })).toBe(true);
    await heard;
    expect(await takeAsks(theirs)).toEqual([]);
    expect(await takeAsks(mine)).toMatchObject([{ channelId: sent.id, kind: 'cancel', sealed: null }]);
    expect(await takeAsks(mine)).toEqual([]);
    bell.stop();
    await finishExchange(scope, sent);
    expect(await askRunner(other, at, { kind: 'cancel' })).toBe(false);
    expect(await askRunner(await newScope(mine), at, { kind: 'cancel' })).toBe(false);
  });

  it('events are read back in order from any number on, sealed, by their own workspace only', async () => {
    const db = await fileDatabase(kind);
    const [scope, stranger] = [await newScope(db), await newScope(db)];
    const data = (n: number) => ({ event: 'progress', data: { text: `canary7f3a ${n}` } });
    await appendLiveEvents(
      scope,
      'channel',
      [1, 2].map((number) => ({ number, data: data(number) })),
    );
    await appendLiveEvents(
      scope,
      'channel',
      [2, 3].map((number) => ({ number, data: data(number) })),
    );
    const numbers = async (after: number) =>
      (await listLiveEvents(scope, 'channel', after)).map(({ number }) => number);
    expect(await numbers(0)).toEqual([1, 2, 3]);
    expect(await numbers(2)).toEqual([3]);
    expect((await listLiveEvents(scope, 'channel', 2))[0]?.data).toEqual(data(3));
    expect(await listLiveEvents(stranger, 'channel', 0)).toEqual([]);
    const rows = await db.sql.all<{ sealed: Uint8Array }>('SELECT "sealed" FROM "LiveEvent"', []);
    for (const { sealed } of rows) expect(Buffer.from(sealed).toString('latin1')).not.toContain('canary');
  });
});

describe('the bell on postgres', () => {
  it('is heard again after its connection was cut, and what was rung meanwhile is looked for', async () => {
    const db = await freshDatabase('postgres');
    const bell = db.bell.listen('name');
    const first = bell.next(LONG_MS);
    const client = new Client({ connectionString: db.url });
    await client.connect();
    const listeners = `FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`;
    const count = async () => (await client.query(`SELECT 1 ${listeners}`)).rowCount;
    await expect.poll(count).toBe(1);
    await db.bell.ring('name');
    await first;
    // Woken by the reconnection alone, since a ring may have been lost.
    const second = bell.next(LONG_MS);
    await client.query(`SELECT pg_terminate_backend(pid) ${listeners}`);
    await second;
    await client.end();
    bell.stop();
  });

  it('wakes at once whoever stops waiting', async () => {
    const db = await freshDatabase('postgres');
    const bell = db.bell.listen('name');
    const stop = new AbortController();
    const waiting = bell.next(LONG_MS, stop.signal);
    stop.abort();
    await waiting;
    await bell.next(LONG_MS, AbortSignal.abort());
    bell.stop();
  });
});
