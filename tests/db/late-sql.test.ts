import { describe, expect, it, vi } from 'vitest';
import { withLateWrites } from '@/lib/db/late-sql';
import type { SoonWrite, Statement } from '@/lib/db/sql';
import { freshDatabase, KINDS, newScope } from '../support/database';

const usage = (key: string): Statement => ({
  text: 'INSERT INTO "Usage" ("key", "startedAt", "count") VALUES (?, ?, ?)',
  args: [key, '2026-01-01T00:00:00.000Z', 1],
});
const nothing: Statement = {
  text: 'UPDATE "Usage" SET "count" = 2 WHERE "key" = ?',
  args: ['nobody'],
  needsRow: true,
};
const KEYS = 'SELECT "key" FROM "Usage" ORDER BY "key"';

describe.each(KINDS)('late writes on %s', (kind) => {
  async function open() {
    const scope = await newScope(await freshDatabase(kind));
    const stored = async (): Promise<string[]> =>
      (await scope.db.sql.all<{ key: string }>(KEYS, [])).map(({ key }) => key);
    return { late: withLateWrites(scope).db.sql, stored };
  }

  it('wait for the next write, which counts its own rows alone', async () => {
    const { late, stored } = await open();
    expect(await late.write([usage('a')], { late: true })).toEqual([1]);
    expect(await stored()).toEqual([]);
    expect(await late.write([usage('b'), usage('c')])).toEqual([1, 1]);
    expect(await stored()).toEqual(['a', 'b', 'c']);
  });

  it('are read by whoever wrote them', async () => {
    const { late } = await open();
    await late.write([usage('a')], { late: true });
    expect(await late.all(KEYS, [])).toEqual([{ key: 'a' }]);
  });

  it('stay written when the write that they went with is undone for a row that is not there', async () => {
    const { late, stored } = await open();
    await late.write([usage('a')], { late: true });
    expect(await late.write([usage('b'), nothing])).toBeNull();
    expect(await stored()).toEqual(['a']);
  });

  it('wait on when the write that they went with fails', async () => {
    const { late, stored } = await open();
    await late.write([usage('a')], { late: true });
    await expect(late.write([usage('b'), usage('b')])).rejects.toThrow();
    expect(await stored()).toEqual([]);
    await late.write([usage('c')]);
    expect(await stored()).toEqual(['a', 'c']);
  });

  const soon = (key: string): SoonWrite => ({ tables: ['Usage'], make: () => Promise.resolve([usage(key)]) });

  it('that are to come soon are written when their caller has gone on, behind what is ahead of them', async () => {
    const { late, stored } = await open();
    await late.write([usage('first')], { late: true });
    await late.writeSoon(soon('result'));
    await late.write([usage('next')], { ahead: true });
    await vi.waitFor(async () => expect(await stored()).toEqual(['first', 'next', 'result']));
  });

  it('that are to come soon go with any other write, and are read by whoever gave them', async () => {
    const { late, stored } = await open();
    await late.writeSoon(soon('a'));
    expect(await late.write([usage('b'), usage('c')])).toEqual([1, 1]);
    expect(await stored()).toEqual(['a', 'b', 'c']);
    await late.writeSoon(soon('d'));
    expect(await late.all(KEYS, [])).toHaveLength(4);
  });

  it('that could not be written are tried again with the next write, whose caller hears why', async () => {
    const { late, stored } = await open();
    await late.write([usage('a')]);
    await late.writeSoon(soon('a'));
    await expect(late.write([usage('b')])).rejects.toThrow();
    expect(await stored()).toEqual(['a']);
  });

  it('of what is gone keep nothing else from being written', async () => {
    const { late, stored } = await open();
    const lost = `INSERT INTO "RunStep" ("runId", "position", "workspaceId", "stepId", "name", "status", "sealed", "createdAt") VALUES ('gone', 0, 'gone', 's', 'n', 'passed', ?, '')`;
    const make = () => Promise.resolve([{ text: lost, args: [new Uint8Array(1)] }]);
    await late.writeSoon({ tables: ['RunStep'], make });
    expect(await late.write([usage('a')])).toEqual([1]);
    expect(await stored()).toEqual(['a']);
  });
});
