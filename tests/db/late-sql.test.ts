import { describe, expect, it } from 'vitest';
import { withLateWrites } from '@/lib/db/late-sql';
import type { Statement } from '@/lib/db/sql';
import { freshDatabase, KINDS, newScope } from '../support/database';

const use = (key: string): Statement => ({
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
    expect(await late.write([use('a')], { late: true })).toEqual([1]);
    expect(await stored()).toEqual([]);
    expect(await late.write([use('b'), use('c')])).toEqual([1, 1]);
    expect(await stored()).toEqual(['a', 'b', 'c']);
  });

  it('are read by whoever wrote them', async () => {
    const { late } = await open();
    await late.write([use('a')], { late: true });
    expect(await late.all(KEYS, [])).toEqual([{ key: 'a' }]);
  });

  it('stay written when the write that they went with is undone for a row that is not there', async () => {
    const { late, stored } = await open();
    await late.write([use('a')], { late: true });
    expect(await late.write([use('b'), nothing])).toBeNull();
    expect(await stored()).toEqual(['a']);
  });

  it('wait on when the write that they went with fails', async () => {
    const { late, stored } = await open();
    await late.write([use('a')], { late: true });
    await expect(late.write([use('b'), use('b')])).rejects.toThrow();
    expect(await stored()).toEqual([]);
    await late.write([use('c')]);
    expect(await stored()).toEqual(['a', 'c']);
  });
});
