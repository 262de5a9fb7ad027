import { describe, expect, it } from 'vitest';
import {
  beginExchange,
  deleteExchange,
  findExchange,
  findExchangeBody,
  finishExchange,
  listExchanges,
  loadSend,
} from '@/lib/db/exchanges';
import { listCookies, putCookies } from '@/lib/db/jar';
import { deleteSession } from '@/lib/db/sessions';
import { fileDatabase, KINDS, newScope } from '../support/database';
import { cookie, exchange, newSession, record, recordExchange, spec } from './samples';

describe.each(KINDS)('exchanges on %s', (kind) => {
  it('gives back what was asked, what happened and the body, byte for byte', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const sessionId = await newSession(scope);
    const done = { ...exchange(sessionId), body: Buffer.from([0, 255, 128, 10]) };
    expect(await recordExchange(scope, done)).toBe(true);
    expect(await findExchange(scope, done.id)).toEqual({
      exchange: { id: done.id, sessionId, startedAt: done.startedAt.toISOString(), ...done.record },
      spec,
      state: 'done',
    });
    expect([...((await findExchangeBody(scope, done.id)) ?? [])]).toEqual([0, 255, 128, 10]);
  });

  it('shows a send as running until it is finished, then whole with its cookies', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const sessionId = await newSession(scope);
    const sent = exchange(sessionId, [cookie('sid')]);
    await beginExchange(scope, sent);
    expect(await findExchange(scope, sent.id)).toMatchObject({
      state: 'running',
      exchange: { response: null, error: null },
    });
    expect(await finishExchange(scope, sent)).toBe(true);
    expect(await findExchange(scope, sent.id)).toMatchObject({ state: 'done', exchange: sent.record });
    expect(await listCookies(scope, sessionId)).toEqual([cookie('sid')]);
  });

  it('puts, replaces and removes cookies together with the exchange', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const sessionId = await newSession(scope);
    await putCookies(scope, sessionId, [cookie('keep'), cookie('change'), cookie('go')]);
    const jar = { put: [cookie('change', { value: 'new' }), cookie('new', {}, 1)], remove: [cookie('go')] };
    await recordExchange(scope, { ...exchange(sessionId), jar });
    const values = (await listCookies(scope, sessionId)).map(({ name, value }) => [name, value]);
    expect(values).toEqual([
      ['keep', 'value of keep'],
      ['change', 'new'],
      ['new', 'value of new'],
    ]);
  });

  it('keeps the order in which a response set its cookies, though the changes come sorted by key', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const sessionId = await newSession(scope);
    const inOrder = [cookie('z'), cookie('a'), cookie('m')];
    const sorted = [...inOrder].sort((x, y) => (x.name < y.name ? -1 : 1));
    await recordExchange(scope, {
      ...exchange(sessionId),
      record: record(inOrder),
      jar: { put: sorted, remove: [] },
    });
    expect((await listCookies(scope, sessionId)).map(({ name }) => name)).toEqual(['z', 'a', 'm']);
  });

  it('loads for a send its session and the cookies for its host', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const sessionId = await newSession(scope);
    await putCookies(scope, sessionId, [cookie('mine'), cookie('other', { domain: 'b.test' })]);
    const loaded = await loadSend(scope, sessionId, 'a.test');
    expect(loaded?.session).toMatchObject({ id: sessionId, maxRedirects: 30 });
    expect(loaded?.cookies).toEqual([cookie('mine')]);
    expect(await loadSend(scope, 'nothing', 'a.test')).toBeNull();
  });

  it('answers false, and keeps nothing, when the session was deleted during the send', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const sessionId = await newSession(scope);
    const sent = exchange(sessionId, [cookie('sid')]);
    await beginExchange(scope, sent);
    await deleteSession(scope, sessionId);
    expect(await finishExchange(scope, sent)).toBe(false);
    await expect(beginExchange(scope, exchange(sessionId))).rejects.toMatchObject({ code: 'not_found' });
    expect(await listExchanges(scope, { limit: 10 })).toEqual({ items: [], nextCursor: null });
  });

  it('keeps the cookies of a send whose entry was deleted from the history meanwhile', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const sessionId = await newSession(scope);
    const sent = exchange(sessionId, [cookie('sid')]);
    await beginExchange(scope, sent);
    expect(await deleteExchange(scope, sent.id)).toBe(true);
    await finishExchange(scope, sent);
    expect(await listCookies(scope, sessionId)).toEqual([cookie('sid')]);
  });

  it('lists newest first, page by page, of one session or of all', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const [one, two] = [await newSession(scope), await newSession(scope)];
    const sent = [exchange(one, [], 1), exchange(two, [], 2), exchange(one, [], 3), exchange(one, [], 3)];
    for (const each of sent) await recordExchange(scope, each);
    const first = await listExchanges(scope, { limit: 3 });
    const rest = await listExchanges(scope, { limit: 3, cursor: first.nextCursor ?? undefined });
    const all = [...first.items, ...rest.items];
    expect(rest.nextCursor).toBeNull();
    expect(all.map(({ id }) => id).sort()).toEqual(sent.map(({ id }) => id).sort());
    expect(all.map(({ startedAt }) => startedAt)).toEqual(
      [3, 3, 2, 1].map((at) => exchange(one, [], at).startedAt.toISOString()),
    );
    expect((await listExchanges(scope, { sessionId: two, limit: 10 })).items).toEqual([
      {
        id: sent[1]?.id,
        sessionId: two,
        startedAt: sent[1]?.startedAt.toISOString(),
        state: 'done',
        method: 'POST',
        url: 'http://a.test/login',
        status: 201,
        errorCode: null,
        totalMs: 3.5,
        size: 5,
      },
    ]);
  });

  it('stores a body of 20 MiB', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const sent = { ...exchange(await newSession(scope)), body: Buffer.alloc(20 * 1024 * 1024, 'x') };
    await recordExchange(scope, sent);
    expect((await findExchangeBody(scope, sent.id))?.byteLength).toBe(20 * 1024 * 1024);
  });
});
