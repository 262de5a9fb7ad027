import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Database } from '@/lib/db/database';
import { createToken, deleteToken, findToken } from '@/lib/db/tokens';
import { openScope, type Scope } from '@/lib/db/scope';
import { getLocalWorkspace } from '@/lib/db/workspaces';
import { newDatabase, openForTest } from '../support/database';
import { smallDisk } from '../support/small-disk';

const INSERT = `INSERT INTO "Meta" ("key", "value", "createdAt") VALUES (?, ?, '')`;

function put(db: Database, key: string, size = 10): Promise<number[] | null> {
  return db.sql.write([{ text: INSERT, args: [key, Buffer.alloc(size, 'x')] }], { aside: true });
}

async function keys(db: Database): Promise<string[]> {
  const rows = await db.sql.all<{ key: string }>(
    `SELECT "key" FROM "Meta" WHERE "key" LIKE 'row %' ORDER BY "key"`,
    [],
  );
  return rows.map(({ key }) => key);
}

async function scopeOf(db: Database): Promise<{ scope: Scope; userId: string }> {
  const { workspaceId, userId } = await getLocalWorkspace(db);
  const scope = await openScope(db, workspaceId);
  if (scope === null) throw new Error('no local workspace');
  return { scope, userId };
}

describe('a commit aside, on SQLite', () => {
  it('leaves the thread to others while it waits for the disk; one that nobody shares the server with does not', async () => {
    const db = await openForTest(await newDatabase('sqlite'));
    const turnsDuring = async (write: () => Promise<unknown>): Promise<number> => {
      let turns = 0;
      let isOver = false;
      const count = (): void => {
        turns += 1;
        if (!isOver) setImmediate(count);
      };
      setImmediate(count);
      await write();
      isOver = true;
      return turns;
    };
    expect(await turnsDuring(() => put(db, 'row 1'))).toBeGreaterThan(0);
    const args = ['row 2', Buffer.alloc(10)];
    expect(await turnsDuring(() => db.sql.write([{ text: INSERT, args }]))).toBe(0);
    expect(await keys(db)).toEqual(['row 1', 'row 2']);
  });

  it('answers meanwhile what is known to be still so', async () => {
    const db = await openForTest(await newDatabase('sqlite'));
    const { scope, userId } = await scopeOf(db);
    const { token } = await createToken(scope, { name: 'ci', userId, role: 'editor' });
    for (let look = 0; look < 2; look += 1) {
      await findToken(db, token);
      await nextTurn();
    }
    const order: string[] = [];
    const written = put(db, 'row 1').then(() => order.push('written'));
    order.push(`token ${(await findToken(db, token))?.name}`);
    await written;
    expect(order).toEqual(['token ci', 'written']);
    expect(await keys(db)).toEqual(['row 1']);
  });

  it('hides no commit of another process, before it or after it', async () => {
    const options = await newDatabase('sqlite');
    const [here, there] = [await openForTest(options), await openForTest(options)];
    const { scope, userId } = await scopeOf(here);
    const other = (await scopeOf(there)).scope;
    for (let round = 0; round < 12; round += 1) {
      const { id, token } = await createToken(scope, { name: 'ci', userId, role: 'editor' });
      // The first look writes down when it was; what the second reads is kept.
      for (let look = 0; look < 2; look += 1) {
        expect(await findToken(here, token)).toMatchObject({ name: 'ci' });
        await nextTurn();
      }
      const own = round % 2 === 0 ? put(here, `row ${round}`) : Promise.resolve();
      await deleteToken(other, id, null);
      await nextTurn();
      const after = round % 4 < 2 ? put(here, `row after ${round}`) : Promise.resolve();
      expect(await findToken(here, token)).toBeNull();
      await Promise.all([own, after]);
      expect(await findToken(here, token)).toBeNull();
    }
    expect(await keys(there)).toHaveLength(12);
  });

  it('keeps writes that come all at once apart: each is whole, and one that fails takes none along', async () => {
    const db = await openForTest(await newDatabase('sqlite'));
    const twice = { text: INSERT, args: ['row 0', Buffer.alloc(1)] };
    const lacking = { text: 'UPDATE "Meta" SET "createdAt" = ? WHERE "key" = ?', args: ['', 'nobody'] };
    await db.sql.write([twice]);
    const all = await Promise.allSettled(
      Array.from({ length: 60 }, (_, n) => {
        const one = { text: INSERT, args: [`row ${100 + n}`, Buffer.alloc(1)] };
        if (n % 3 === 0) return db.sql.write([one], { aside: true });
        if (n % 3 === 1) return db.sql.write([one, { ...lacking, needsRow: true }], { aside: n % 2 === 0 });
        return db.sql.write([one, twice], { aside: true });
      }),
    );
    const outcomes = all.map((one) => (one.status === 'rejected' ? 'rejected' : one.value));
    expect(outcomes).toEqual(Array.from({ length: 60 }, (_, n) => [[1], null, 'rejected'][n % 3]));
    const stored = Array.from({ length: 20 }, (_, n) => `row ${100 + 3 * n}`);
    expect(await keys(db)).toEqual(['row 0', ...stored]);
  });

  it('fault 62: on a full disk is store_full and undone, and the next one goes through when there is room', async () => {
    const place = await newDatabase('sqlite');
    const disk = smallDisk(2);
    const file = path.join(disk.folder, 'playjar.db');
    copyFileSync(place.url.slice('file:'.length), file);
    const db = await openForTest({ ...place, url: `file:${file}` });
    await put(db, 'row 1');
    disk.fill();
    await expect(put(db, 'row 2', 200_000)).rejects.toMatchObject({ code: 'store_full' });
    expect(await keys(db)).toEqual(['row 1']);
    disk.free();
    await put(db, 'row 3');
    expect(await keys(db)).toEqual(['row 1', 'row 3']);
    expect(await db.sql.all('PRAGMA integrity_check', [])).toEqual([{ integrity_check: 'ok' }]);
  });
});
