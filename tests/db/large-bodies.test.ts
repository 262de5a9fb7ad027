import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findExchange, findExchangeBody, finishExchange } from '@/lib/db/exchanges';
import { listCookies, putCookies } from '@/lib/db/jar';
import { deleteSession } from '@/lib/db/sessions';
import { fileDatabase, KINDS, newScope } from '../support/database';
import { cookie, exchange, newSession, recordExchange } from './samples';

const MiB = 1024 * 1024;

describe.each(KINDS)('bodies of megabytes on %s', (kind) => {
  it('are kept byte for byte with the cookies that came with them, many at once, among small writes', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const sessionId = await newSession(scope);
    const sends = Array.from({ length: 3 }, (_, at) => ({
      ...exchange(sessionId, [cookie(`large${at}`)]),
      body: randomBytes(3 * MiB + at),
    }));
    const small = Array.from({ length: 5 }, (_, at) => putCookies(scope, sessionId, [cookie(`small${at}`)]));
    const kept = await Promise.all(sends.map((one) => recordExchange(scope, one)));
    await Promise.all(small);
    expect(kept).toEqual([true, true, true]);
    for (const { id, body } of sends) {
      const found = await findExchangeBody(scope, id);
      expect(found && body.equals(found)).toBe(true);
    }
    expect(await listCookies(scope, sessionId)).toHaveLength(8);
  });

  it('take less room where that is possible, and are the same bytes', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const text = Array.from({ length: 40_000 }, (_, id) =>
      JSON.stringify({ id, name: `Grüße ${id}` }),
    ).join();
    const sent = { ...exchange(await newSession(scope)), body: Buffer.from(text) };
    await recordExchange(scope, sent);
    const row = await scope.db.prisma.exchange.findFirst({
      where: { id: sent.id },
      select: { sealedBody: true },
    });
    expect(row?.sealedBody?.length).toBeLessThan(sent.body.length / 2);
    expect((await findExchangeBody(scope, sent.id))?.toString()).toBe(text);
  });

  it('that an earlier version stored as they were are still read', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const sent = { ...exchange(await newSession(scope)), body: Buffer.alloc(MiB, 'text ') };
    await recordExchange(scope, sent);
    const sealedBody = scope.vault.sealBytes({ column: 'Exchange.sealedBody', row: sent.id }, sent.body);
    await scope.db.prisma.exchange.update({ where: { id: sent.id }, data: { sealedBody } });
    expect(sent.body.equals((await findExchangeBody(scope, sent.id)) ?? Buffer.of())).toBe(true);
  });

  it('are seen by a reader with their cookies or not at all', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const sessionId = await newSession(scope);
    const sent = { ...exchange(sessionId, [cookie('sid')]), body: randomBytes(4 * MiB) };
    const state = { done: false };
    const writing = recordExchange(scope, sent).then(() => (state.done = true));
    let looks = 0;
    while (!state.done) {
      const [cookies, found] = [await listCookies(scope, sessionId), await findExchange(scope, sent.id)];
      // Read in this order: a cookie that is there came with its exchange.
      if (cookies.length > 0) expect(found).toMatchObject({ state: 'done' });
      looks += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writing;
    expect(looks).toBeGreaterThan(0);
    expect(await listCookies(scope, sessionId)).toHaveLength(1);
  });

  it('leave nothing behind when the session is gone, and the store works on', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const gone = await newSession(scope);
    await deleteSession(scope, gone);
    const lost = { ...exchange(gone, [cookie('sid')]), body: randomBytes(2 * MiB) };
    expect(await finishExchange(scope, lost)).toBe(false);
    expect(await listCookies(scope, gone)).toEqual([]);
    expect(await findExchange(scope, lost.id)).toBeNull();
    const sessionId = await newSession(scope);
    const next = { ...exchange(sessionId), body: randomBytes(2 * MiB) };
    expect(await recordExchange(scope, next)).toBe(true);
  });
});
