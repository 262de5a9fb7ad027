import { closeSync, cpSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Libsql from 'libsql';
import { Client } from 'pg';
import { openDatabase } from '@/lib/db/database';
import { env } from '@/lib/env';
import { applyMigrations } from './migrate';
import { isMain } from './process.mjs';
import { copyFromPostgres } from './table-copy';

/** The database that is backed up, and what opens it. */
export interface Source {
  url: string;
  dataDir: string;
  secret?: string | undefined;
}

/**
 * Writes all that a database holds at one moment into one SQLite file, whichever database it is, while servers go on
 * using it; uploads go beside it. The key is not in it.
 * @returns how many sends it holds
 * @throws Error in plain words; then there is no FILE
 */
export async function backUp(source: Source, file: string): Promise<number> {
  if (existsSync(file)) throw new Error(`${file} is there already. Name another file.`);
  const draft = `${file}.part`;
  rmSync(draft, { force: true });
  try {
    if (source.url.startsWith('file:')) copyFile(source.url.slice('file:'.length), draft);
    else await copyServer(source, draft);
    const sends = check(draft);
    copyUploads(path.join(source.dataDir, 'uploads'), `${file}.uploads`);
    sync(draft);
    renameSync(draft, file);
    sync(path.dirname(path.resolve(file)));
    return sends;
  } finally {
    for (const rest of ['', '-work', '-work-wal', '-work-shm', '-work-migrating'])
      rmSync(`${draft}${rest}`, { force: true });
  }
}

/** A snapshot by SQLite itself (sqlite.org/lang_vacuum.html): readers and writers go on. */
function copyFile(from: string, draft: string): void {
  if (!existsSync(from)) throw new Error(`There is no database ${from}.`);
  const db = new Libsql(from);
  try {
    db.pragma('busy_timeout = 10000');
    db.prepare('VACUUM INTO ?').run([draft]);
  } finally {
    db.close();
  }
}

async function copyServer({ url, dataDir, secret }: Source, draft: string): Promise<void> {
  const work = `${draft}-work`;
  const empty = await openDatabase({ url: `file:${path.resolve(work)}`, dataDir, secret });
  try {
    await applyMigrations(empty);
  } finally {
    await empty.close();
  }
  const client = new Client({ connectionString: url });
  const db = new Libsql(work);
  try {
    await client.connect();
    await copyFromPostgres(client, db);
  } finally {
    db.close();
    await client.end();
  }
  copyFile(work, draft);
}

/** What was written is read again before it counts as a backup. */
function check(draft: string): number {
  const db = new Libsql(draft);
  try {
    const [integrity] = db.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[];
    const lost = db.prepare('PRAGMA foreign_key_check').all();
    if (integrity?.integrity_check !== 'ok' || lost.length > 0)
      throw new Error('The copy is not whole; it was removed. The database itself may be damaged.');
    const [row] = db.prepare('SELECT count(*) AS sends FROM "Exchange"').all() as { sends: number }[];
    return row?.sends ?? 0;
  } finally {
    db.close();
  }
}

function copyUploads(from: string, to: string): void {
  if (existsSync(from)) cpSync(from, to, { recursive: true, filter: (name) => !name.endsWith('.part') });
}

function sync(at: string): void {
  const fd = openSync(at, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

async function main(): Promise<void> {
  const [file] = process.argv.slice(2);
  if (file === undefined) throw new Error('Name the file to write: npm run backup -- FILE');
  const { databaseUrl: url, dataDir, secret } = env();
  const sends = await backUp({ url, dataDir, secret }, file);
  console.log(
    `${file}: ${sends} sends, checked. Keep the key (PLAYJAR_SECRET or secret.key) in another place.`,
  );
}

if (isMain(import.meta.url)) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
