import Libsql from 'libsql';
import { Client } from 'pg';
import type { Database } from '@/lib/db/database';

/** Any number will do, as long as it is always the same; Prisma's own lock is 72707369. */
const ADVISORY_LOCK = 20_260_719;
const WAIT_MS = 120_000;

/** Runs `work` while no other process migrates this database. The lock goes with the process that holds it. */
export function withMigrationLock<T>(db: Database, work: () => Promise<T>): Promise<T> {
  return db.kind === 'sqlite'
    ? withFileLock(`${db.url.slice('file:'.length)}-migrating`, work)
    : withAdvisoryLock(db.url, work);
}

/** SQLite's own lock on an empty database beside ours: ours cannot be held while the schema engine writes to it. */
async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = new Libsql(file);
  try {
    lock.pragma(`busy_timeout = ${WAIT_MS}`);
    lock.exec('BEGIN EXCLUSIVE');
    return await work();
  } finally {
    lock.close();
  }
}

async function withAdvisoryLock<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, statement_timeout: WAIT_MS });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    return await work();
  } finally {
    await client.end();
  }
}
