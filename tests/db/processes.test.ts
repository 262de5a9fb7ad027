import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import { openDatabase, type OpenOptions } from '@/lib/db/database';
import { listExchanges } from '@/lib/db/exchanges';
import { listCookies, putCookies } from '@/lib/db/jar';
import { openScope } from '@/lib/db/scope';
import { freshDatabase, KINDS, newDatabase, newScope, openForTest } from '../support/database';
import { cookie, newSession } from './samples';

const WORKER = path.join(import.meta.dirname, 'worker.ts');

interface Place extends OpenOptions {
  workspaceId: string;
  sessionId: string;
}

/** A database with one session, open in no process. */
async function newPlace(kind: (typeof KINDS)[number]): Promise<Place> {
  const options = await newDatabase(kind);
  const db = await openDatabase(options);
  const scope = await newScope(db);
  const sessionId = await newSession(scope);
  await db.close();
  return { ...options, workspaceId: scope.workspaceId, sessionId };
}

function startWorker(place: Place, name: string, count?: number): ChildProcess {
  const job = JSON.stringify({ ...place, name, count });
  return spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', WORKER, job], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function openPlace(place: Place) {
  const db = await openForTest(place);
  const scope = await openScope(db, place.workspaceId);
  if (scope === null) throw new Error('the workspace is gone');
  return { db, scope };
}

describe.each(KINDS)('several processes on %s', (kind) => {
  it(
    'fault 53: lose no cookie of one session: 4 processes, 50 sends each, one shared cookie',
    { timeout: 90_000 },
    async () => {
      const place = await newPlace(kind);
      const names = ['w1', 'w2', 'w3', 'w4'];
      const workers = names.map((name) => startWorker(place, name, 50));
      const codes = await Promise.all(
        workers.map(async (worker) => ((await once(worker, 'exit')) as [number])[0]),
      );
      expect(codes).toEqual([0, 0, 0, 0]);
      const { scope } = await openPlace(place);
      const jar = await listCookies(scope, place.sessionId);
      const own = names.flatMap((name) =>
        Array.from({ length: 50 }, (_, i) => [`${name}-${i}-a`, `${name}-${i}-b`]).flat(),
      );
      expect(jar.map(({ name }) => name).sort()).toEqual([...own, 'shared'].sort());
      expect(jar.find(({ name }) => name === 'shared')?.value).toMatch(/^w[1-4]-49$/);
      const { items } = await listExchanges(scope, { limit: 200 });
      expect(items.map(({ state }) => state)).toEqual(Array<string>(200).fill('done'));
    },
  );

  it(
    'fault 56: killed in the middle of sending, keep all that was acknowledged and half of nothing',
    { timeout: 90_000 },
    async () => {
      const place = await newPlace(kind);
      for (let round = 0; round < 4; round += 1) {
        const worker = startWorker(place, `r${round}`);
        let acknowledged = '';
        worker.stdout?.on('data', (part: Buffer) => (acknowledged += part.toString()));
        while (acknowledged.split('\n').length < 4 + round)
          await once(worker.stdout as NodeJS.ReadableStream, 'data');
        worker.kill('SIGKILL');
        await once(worker, 'close');
        const last = Number(acknowledged.trim().split('\n').at(-1));
        const { db, scope } = await openPlace(place);
        const names = new Set((await listCookies(scope, place.sessionId, {})).map(({ name }) => name));
        for (let i = 0; i <= last; i += 1) expect(names.has(`r${round}-${i}-a`), `send ${i}`).toBe(true);
        const [a, b] = ['a', 'b'].map((end) => [...names].filter((name) => name.endsWith(`-${end}`)).length);
        expect(a).toBe(b);
        const done = await db.prisma.exchange.count({ where: { state: 'done' } });
        expect(done).toBe(a);
        if (kind === 'sqlite')
          expect(await db.sql.all('PRAGMA integrity_check', [])).toEqual([{ integrity_check: 'ok' }]);
      }
    },
  );
});

describe('another process that holds the SQLite file', () => {
  it('fault 59: for a moment only delays a write, and this process goes on meanwhile', async () => {
    const db = await freshDatabase('sqlite');
    const scope = await newScope(db);
    const session = await newSession(scope);
    const other = new Libsql(db.url.slice('file:'.length));
    other.exec('BEGIN IMMEDIATE');
    let isWritten = false;
    const writing = putCookies(scope, session, [cookie('a')]).then(() => (isWritten = true));
    const prismaToo = db.prisma.session.updateMany({ where: { id: session }, data: { name: 'x' } });
    expect(await listCookies(scope, session)).toEqual([]);
    let longest = 0;
    for (let end = Date.now() + 1_000; Date.now() < end;) {
      const before = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 5));
      longest = Math.max(longest, performance.now() - before);
    }
    expect(isWritten).toBe(false);
    expect(longest).toBeLessThan(500);
    other.exec('ROLLBACK');
    await writing;
    expect(await prismaToo).toEqual({ count: 1 });
    other.close();
  });

  it(
    'fault 59: for longer than ten seconds ends a write with store_busy and changes nothing',
    { timeout: 40_000 },
    async () => {
      const db = await freshDatabase('sqlite');
      const scope = await newScope(db);
      const session = await newSession(scope);
      const other = new Libsql(db.url.slice('file:'.length));
      other.exec('BEGIN IMMEDIATE');
      const outcomes = await Promise.allSettled([
        putCookies(scope, session, [cookie('a')]),
        putCookies(scope, session, [cookie('b')]),
        db.prisma.session.updateMany({ where: { id: session }, data: { name: 'x' } }),
      ]);
      for (const outcome of outcomes)
        expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'store_busy' } });
      other.exec('ROLLBACK');
      other.close();
      expect(await listCookies(scope, session)).toEqual([]);
      await putCookies(scope, session, [cookie('c')]);
      expect(await listCookies(scope, session)).toEqual([cookie('c')]);
    },
  );
});
