import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { backUp } from '@/lib/commands/database-backup';
import { restore } from '@/lib/commands/database-restore';
import type { DatabaseKind } from '@/lib/db/database';
import { listExchanges } from '@/lib/db/exchanges';
import { listCookies, putCookies } from '@/lib/db/jar';
import { openScope } from '@/lib/db/scope';
import {
  fileDatabase,
  KINDS,
  newDatabase,
  newScope,
  openForTest,
  SECRET,
  temporaryFolder,
} from '../support/database';
import { cookie, exchange, newSession, recordExchange } from './samples';

const WORKER = path.resolve('tests/db/worker.ts');

/** A database that a process of its own sends into until the test has what it wants. */
async function busyDatabase(kind: DatabaseKind) {
  const place = await newDatabase(kind);
  const db = await openForTest(place);
  const scope = await newScope(db);
  const sessionId = await newSession(scope);
  const job = JSON.stringify({ ...place, workspaceId: scope.workspaceId, sessionId, name: 'w' });
  const worker = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', WORKER, job], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  worker.stdout.on('data', (part: Buffer) => (printed += part.toString()));
  const acknowledged = (): number => printed.trim().split('\n').filter(Boolean).length;
  const stop = async (): Promise<void> => {
    worker.kill('SIGKILL');
    await once(worker, 'close');
  };
  return { place, workspaceId: scope.workspaceId, sessionId, acknowledged, stop };
}

describe.each(KINDS)('a backup of %s', (kind) => {
  it.each(KINDS)(
    'made while a process sends holds all that was acknowledged before, half of nothing, and goes into a new %s',
    async (target) => {
      const busy = await busyDatabase(kind);
      await expect.poll(busy.acknowledged, { timeout: 30_000 }).toBeGreaterThan(20);
      const before = busy.acknowledged();
      const file = path.join(temporaryFolder(), 'backup.db');
      mkdirSync(path.join(busy.place.dataDir, 'uploads', 'x'), { recursive: true });
      writeFileSync(path.join(busy.place.dataDir, 'uploads', 'x', 'y'), 'sealed');
      const sends = await backUp(busy.place, file);
      await expect.poll(busy.acknowledged, { timeout: 30_000 }).toBeGreaterThan(before);
      await busy.stop();
      expect(sends).toBeGreaterThanOrEqual(before);
      expect(readFileSync(file).includes(SECRET.split(':')[1] ?? '?')).toBe(false);

      const place = await newDatabase(target, { migrated: false });
      await restore(file, place);
      const scope = await openScope(await openForTest(place), busy.workspaceId);
      if (!scope) throw new Error('the workspace is gone');
      const names = new Set((await listCookies(scope, busy.sessionId)).map(({ name }) => name));
      for (let i = 0; i < before; i += 1) expect(names.has(`w-${i}-a`), `send ${i}`).toBe(true);
      const ends = ['a', 'b'].map((end) => [...names].filter((name) => name.endsWith(`-${end}`)).length);
      const done = await scope.db.prisma.exchange.count({ where: { state: 'done' } });
      expect(ends).toEqual([done, done]);
      // It is a database like any other, and its rows belong together.
      await recordExchange(scope, exchange(busy.sessionId, [cookie('later')]));
      expect((await listExchanges(scope, { limit: 1 })).items).toHaveLength(1);
      expect(readFileSync(path.join(place.dataDir, 'uploads', 'x', 'y'), 'utf8')).toBe('sealed');
    },
    60_000,
  );

  it('is never written over anything, and restored only where there is nothing, with the right key', async () => {
    const place = await newDatabase(kind);
    const db = await openForTest(place);
    const scope = await newScope(db);
    const sessionId = await newSession(scope);
    await putCookies(scope, sessionId, [cookie('kept')]);
    const file = path.join(temporaryFolder(), 'backup.db');
    await backUp(place, file);
    await expect(backUp(place, file)).rejects.toThrow(/there already/);
    await expect(restore(file, place)).rejects.toThrow(/There is a database already|in use/);
    expect(await listCookies(scope, sessionId)).toHaveLength(1);
    const fresh = await newDatabase(kind, { migrated: false });
    const secret = `other:${Buffer.alloc(32, 9).toString('base64')}`;
    await expect(restore(file, { ...fresh, secret })).rejects.toThrow(/another key/);
    if (kind === 'sqlite') expect(existsSync(fresh.url.slice('file:'.length))).toBe(false);
    await expect(restore(`${file}x`, fresh)).rejects.toThrow(/There is no/);
  });
});

it('a backup that is no database leaves nothing behind', async () => {
  const db = await fileDatabase('sqlite');
  const folder = temporaryFolder();
  const file = path.join(folder, 'b.db');
  const place = { url: `file:${path.join(folder, 'none.db')}`, dataDir: db.dataDir, secret: SECRET };
  await expect(backUp(place, file)).rejects.toThrow(/There is no database/);
  expect([existsSync(file), existsSync(`${file}.part`)]).toEqual([false, false]);
});
