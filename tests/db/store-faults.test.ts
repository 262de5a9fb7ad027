import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { makeSealedKey } from '@/lib/crypto/vault';
import { openDatabase } from '@/lib/db/database';
import { findExchange, listExchanges } from '@/lib/db/exchanges';
import { listCookies, putCookies } from '@/lib/db/jar';
import { openScope } from '@/lib/db/scope';
import { findSession } from '@/lib/db/sessions';
import { freshDatabase, KINDS, newDatabase, newScope, openForTest, SECRET } from '../support/database';
import { smallDisk } from '../support/small-disk';
import { cookie, exchange, newSession, recordExchange } from './samples';

const COMMAND = ['--conditions=react-server', '--import', 'tsx', 'lib/commands/keys.ts'];

describe.each(KINDS)('keys on %s', (kind) => {
  it('fault 57: a rotation that is killed leaves all readable with both keys, and the next one ends it', async () => {
    const place = await newDatabase(kind);
    const db = await openForTest(place);
    const scope = await newScope(db);
    const sessionId = await newSession(scope);
    const insert =
      'INSERT INTO "Workspace" ("id", "kind", "name", "sealedKey", "createdAt") VALUES (?, ?, ?, ?, ?)';
    const ids = Array.from({ length: 600 }, (_, n) => `w${n}`);
    await db.sql.write(
      ids.map((id) => ({ text: insert, args: [id, 'guest', 'Guest', makeSealedKey(db.keyring, id), ''] })),
    );
    const newer = `k2:${Buffer.alloc(32, 8).toString('base64')}`;
    const both = `${newer},${SECRET}`;
    const env = {
      ...process.env,
      DATABASE_URL: place.url,
      PLAYJAR_DATA_DIR: place.dataDir,
      PLAYJAR_SECRET: both,
    };

    const killed = spawn(process.execPath, [...COMMAND, 'rotate'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(killed.stdout, 'data');
    killed.kill('SIGKILL');
    await once(killed, 'close');

    const half = await openDatabase({ ...place, secret: both });
    const sealedBy = async (): Promise<Set<string | null>> => {
      const rows = await half.sql.all<{ sealedKey: Uint8Array }>('SELECT "sealedKey" FROM "Workspace"', []);
      return new Set(rows.map(({ sealedKey }) => half.keyring.nameOf(sealedKey)));
    };
    expect(await sealedBy()).toEqual(new Set(['k2', 'test']));
    for (const id of ids) expect(await openScope(half, id)).not.toBeNull();

    execFileSync(process.execPath, [...COMMAND, 'rotate'], { env });
    expect(await sealedBy()).toEqual(new Set(['k2']));
    await half.close();
    const after = await openForTest({ ...place, secret: newer });
    const opened = await openScope(after, scope.workspaceId);
    expect(opened && (await findSession(opened, sessionId))).toMatchObject({ name: 'Session' });
  }, 60_000);
});

describe('what a database does to us', () => {
  it('fault 61: a transaction that PostgreSQL chose to end a deadlock with is run again, with one result', async () => {
    const db = await freshDatabase('postgres');
    const scope = await newScope(db);
    const [a, b] = [await newSession(scope), await newSession(scope)];
    const other = new Client({ connectionString: db.url });
    await other.connect();
    const rename = (id: string) => ({
      text: 'UPDATE "Session" SET "version" = "version" + 1 WHERE "id" = ?',
      args: [id],
    });
    // Only ours looks for a deadlock, so that it is the one that PostgreSQL ends (40P01).
    await other.query(`SET deadlock_timeout = '10min'`);
    await other.query('BEGIN');
    await other.query('UPDATE "Session" SET "name" = $1 WHERE "id" = $2', ['theirs', a]);
    const ours = db.sql.write([rename(b), rename(a)]);
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect.poll(async () => (await db.sql.all(waiting, [])).length, { interval: 5 }).toBe(1);
    await other.query('UPDATE "Session" SET "name" = $1 WHERE "id" = $2', ['theirs', b]);
    await other.query('COMMIT');
    expect(await ours).toEqual([1, 1]);
    for (const id of [a, b])
      expect(await findSession(scope, id)).toMatchObject({ name: 'theirs', version: 2 });
    await other.end();
  }, 60_000);

  it('a connection that PostgreSQL ends in the middle is store_busy, and the next write goes through', async () => {
    const db = await freshDatabase('postgres');
    const scope = await newScope(db);
    const session = await newSession(scope);
    const other = new Client({ connectionString: db.url });
    await other.connect();
    await other.query('BEGIN');
    await other.query('UPDATE "Session" SET "name" = $1 WHERE "id" = $2', ['theirs', session]);
    const text = 'UPDATE "Session" SET "version" = 7 WHERE "id" = ?';
    const outcome = db.sql.write([{ text, args: [session] }]).catch((error: unknown) => error);
    const waiting = `FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect
      .poll(async () => (await db.sql.all(`SELECT 1 ${waiting}`, [])).length, { interval: 5 })
      .toBe(1);
    await db.sql.all(`SELECT pg_terminate_backend(pid) ${waiting}`, []);
    expect(await outcome).toMatchObject({ code: 'store_busy' });
    await other.query('ROLLBACK');
    await other.end();
    expect(await findSession(scope, session)).toMatchObject({ version: 1 });
    expect(await db.sql.write([{ text, args: [session] }])).toEqual([1]);
  }, 60_000);

  it('fault 62: a full disk is store_full, what was there stays and is read, and it goes on when there is room', async () => {
    const place = await newDatabase('sqlite');
    const disk = smallDisk(2);
    const file = path.join(disk.folder, 'playjar.db');
    copyFileSync(place.url.slice('file:'.length), file);
    const db = await openForTest({ ...place, url: `file:${file}` });
    const scope = await newScope(db);
    const sessionId = await newSession(scope);
    const kept = exchange(sessionId, [cookie('kept')]);
    await recordExchange(scope, kept);
    disk.fill();
    const large = { ...exchange(sessionId, [cookie('lost')]), body: Buffer.alloc(200_000, 'x') };
    await expect(recordExchange(scope, large)).rejects.toMatchObject({ code: 'store_full' });
    await expect(
      putCookies(scope, sessionId, [cookie('big', { value: 'x'.repeat(100_000) })]),
    ).rejects.toMatchObject({ code: 'store_full' });
    expect((await listCookies(scope, sessionId)).map(({ name }) => name)).toEqual(['kept']);
    expect(await findExchange(scope, kept.id)).toMatchObject({ state: 'done' });
    disk.free();
    await recordExchange(scope, exchange(sessionId, [cookie('later')]));
    expect((await listCookies(scope, sessionId)).map(({ name }) => name).sort()).toEqual(['kept', 'later']);
    expect((await listExchanges(scope, { limit: 9 })).items.length).toBeGreaterThanOrEqual(2);
    expect(await db.sql.all('PRAGMA integrity_check', [])).toEqual([{ integrity_check: 'ok' }]);
  }, 60_000);
});
