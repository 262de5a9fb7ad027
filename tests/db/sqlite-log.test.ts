import { statSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '@/lib/db/database';
import { newDatabase, openForTest } from '../support/database';

const MiB = 1024 * 1024;
const ROW_BYTES = 200 * 1024;
const ROWS = 500;

const key = (at: number) => `row ${at}`;

describe('the write-ahead log of an SQLite file', () => {
  it('is copied aside while much is written, so that it stays short, and nothing is lost', async () => {
    const options = await newDatabase('sqlite');
    const log = path.join(options.dataDir, 'playjar.db-wal');
    const { sql } = await openForTest(options);
    const text = `INSERT INTO "Meta" ("key", "value", "createdAt") VALUES (?, ?, '')`;
    for (let at = 0; at < ROWS; at += 1) {
      await sql.write([{ text, args: [key(at), Buffer.alloc(ROW_BYTES, at)] }]);
      await nextTurn();
    }
    // 100 MB were written. Left to SQLite, the log is copied in a commit when it has 64 MB.
    expect(statSync(log).size).toBeLessThan(48 * MiB);
    for (const at of [0, 1, 255, ROWS - 1]) {
      const [row] = await sql.all<{ value: Uint8Array }>('SELECT "value" FROM "Meta" WHERE "key" = ?', [
        key(at),
      ]);
      expect(Buffer.alloc(ROW_BYTES, at).equals(row?.value ?? Buffer.alloc(0))).toBe(true);
    }
    expect(await sql.all('PRAGMA integrity_check', [])).toEqual([{ integrity_check: 'ok' }]);
  });

  it('is in the file when the database is closed, also in the middle of copying', async () => {
    const options = await newDatabase('sqlite');
    const log = path.join(options.dataDir, 'playjar.db-wal');
    const db = await openDatabase(options);
    const text = `INSERT INTO "Meta" ("key", "value", "createdAt") VALUES (?, ?, '')`;
    for (let at = 0; at < 100; at += 1) {
      await db.sql.write([{ text, args: [key(at), Buffer.alloc(ROW_BYTES, at)] }]);
    }
    await db.close();
    expect(statSync(log, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
  });
});
