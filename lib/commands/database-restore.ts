import { copyFileSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Libsql from 'libsql';
import { Client } from 'pg';
import { openDatabase } from '@/lib/db/database';
import { env } from '@/lib/env';
import type { Source } from './database-backup';
import { applyMigrations } from './migrate';
import { isMain } from './process.mjs';
import { copyToPostgres } from './table-copy';

/**
 * Puts a backup where there is no database yet, on either database. The key must be the one that the backup was made
 * with. An older backup is brought to today's model.
 * @throws Error in plain words; then nothing was changed
 */
export async function restore(file: string, target: Source): Promise<void> {
  if (!existsSync(file)) throw new Error(`There is no ${file}.`);
  const isFile = target.url.startsWith('file:');
  const to = isFile ? target.url.slice('file:'.length) : path.join(target.dataDir, 'restore.db');
  if (isFile && existsSync(to))
    throw new Error(`There is a database already: ${to}. Move it (with its -wal and -shm) away first.`);
  mkdirSync(target.dataDir, { recursive: true, mode: 0o700 });
  const draft = `${to}.part`;
  try {
    copyFileSync(file, draft);
    await bringUp({ ...target, url: `file:${draft}` });
    if (isFile) renameSync(draft, to);
    else await fill(draft, target);
  } finally {
    for (const rest of [draft, `${draft}-wal`, `${draft}-shm`, `${draft}-migrating`])
      rmSync(rest, { force: true });
  }
  if (existsSync(`${file}.uploads`))
    cpSync(`${file}.uploads`, path.join(target.dataDir, 'uploads'), { recursive: true });
}

async function bringUp(options: Source): Promise<void> {
  const db = await openDatabase(options);
  try {
    await applyMigrations(db);
  } finally {
    await db.close();
  }
}

async function fill(draft: string, target: Source): Promise<void> {
  const db = await openDatabase(target);
  try {
    await applyMigrations(db);
    const rows = await db.sql.all('SELECT 1 FROM "Workspace" LIMIT 1', []);
    if (rows.length > 0) throw new Error('The database of DATABASE_URL is in use. Restore into a new one.');
  } finally {
    await db.close();
  }
  const source = new Libsql(draft);
  const client = new Client({ connectionString: target.url });
  try {
    await client.connect();
    await copyToPostgres(source, client);
  } finally {
    await client.end();
    source.close();
  }
}

async function main(): Promise<void> {
  const [file] = process.argv.slice(2);
  if (file === undefined) throw new Error('Name the backup: npm run restore -- FILE');
  const { databaseUrl: url, dataDir, secret } = env();
  await restore(file, { url, dataDir, secret });
  console.log(`restored ${file}`);
}

if (isMain(import.meta.url)) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
