import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

const START_MS = 60_000;

/** A folder that all test files of one run share; it goes when the run ends. */
export function runFolder(): string {
  const folder = path.join(tmpdir(), `playjar-test-${process.ppid}`);
  try {
    mkdirSync(folder, { mode: 0o755 });
  } catch {
    return folder;
  }
  const server = path.join(import.meta.dirname, 'postgres-server.mjs');
  spawn(process.execPath, [server, folder, String(process.ppid)], {
    detached: true,
    stdio: 'ignore',
  }).unref();
  return folder;
}

/** The PostgreSQL of this test run, started by whoever asks first: a URL without a database name. */
export async function postgresUrl(): Promise<string> {
  const folder = runFolder();
  const end = Date.now() + START_MS;
  while (Date.now() < end) {
    if (existsSync(path.join(folder, 'url'))) return readFileSync(path.join(folder, 'url'), 'utf8');
    if (existsSync(path.join(folder, 'error'))) break;
    await sleep(50);
  }
  const why = existsSync(path.join(folder, 'error'))
    ? readFileSync(path.join(folder, 'error'), 'utf8')
    : 'it took too long';
  throw new Error(`PostgreSQL did not start for the tests: ${why}`);
}

/** A new and quite empty database of it. */
export async function newPostgresDatabase(): Promise<string> {
  const url = await postgresUrl();
  const name = `playjar_${randomBytes(6).toString('hex')}`;
  const client = new Client({ connectionString: `${url}/postgres` });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return `${url}/${name}`;
}
