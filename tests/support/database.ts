import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import { applyMigrations } from '@/lib/commands/migrate';
import { openDatabase, type Database, type DatabaseKind, type OpenOptions } from '@/lib/db/database';
import { openScope, type Scope } from '@/lib/db/scope';
import { createWorkspace } from '@/lib/db/workspaces';
import { postgresUrl, runFolder } from './postgres';

export const KINDS: readonly DatabaseKind[] = ['sqlite', 'postgres'];
/** The key of every test database, so that an empty migrated one can be copied. */
export const SECRET = `test:${Buffer.alloc(32, 7).toString('base64')}`;

/** In memory where there is room: an fsync costs nothing there. */
const TEMPORARY = roomIn('/dev/shm') > 2 ** 30 ? '/dev/shm' : tmpdir();
const TEMPLATE = 'playjar_template';

/** A folder of its own for one test, gone after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(TEMPORARY, 'playjar-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Where to open a new database: migrated and empty, or quite empty. */
export async function newDatabase(kind: DatabaseKind, { migrated = true } = {}): Promise<OpenOptions> {
  const dataDir = temporaryFolder();
  const url = kind === 'sqlite' ? await newFile(dataDir, migrated) : await newCatalog(migrated);
  return { url, dataDir, secret: SECRET };
}

/** A new migrated database, open until the test ends. */
export async function freshDatabase(
  kind: DatabaseKind,
  options: Partial<OpenOptions> = {},
): Promise<Database> {
  return openForTest({ ...(await newDatabase(kind)), ...options });
}

const ofFile = new Map<DatabaseKind, Promise<Database>>();

/** One migrated database for all tests of a file, for those that keep to a workspace of their own. */
export function fileDatabase(kind: DatabaseKind): Promise<Database> {
  const known = ofFile.get(kind) ?? openOfFile(kind);
  ofFile.set(kind, known);
  return known;
}

const foldersOfFile: string[] = [];

async function openOfFile(kind: DatabaseKind): Promise<Database> {
  const dataDir = mkdtempSync(path.join(TEMPORARY, 'playjar-'));
  foldersOfFile.push(dataDir);
  const url = kind === 'sqlite' ? await newFile(dataDir, true) : await newCatalog(true);
  return openDatabase({ url, dataDir, secret: SECRET });
}

/** What `fileDatabase` opened for the file that ends now; the next one in this process gets its own. */
export async function closeFileDatabases(): Promise<void> {
  const opened = [...ofFile.values()];
  ofFile.clear();
  for (const db of opened) await (await db).close();
  for (const folder of foldersOfFile.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Opens a database until the test ends. */
export async function openForTest(options: OpenOptions): Promise<Database> {
  const db = await openDatabase(options);
  onTestFinished(() => db.close());
  return db;
}

/** A new workspace in a database. */
export async function newScope(db: Database): Promise<Scope> {
  const { id } = await createWorkspace(db, { kind: 'guest', name: 'Test' });
  const scope = await openScope(db, id);
  if (scope === null) throw new Error('a workspace just made was not found');
  return scope;
}

/** Makes `db` the one that `getDatabase()` gives in this process. */
export function useDatabase(db: Database): void {
  const key = Symbol.for('playjar.database');
  Object.assign(globalThis, { [key]: Promise.resolve(db) });
  onTestFinished(() => void Object.assign(globalThis, { [key]: undefined }));
}

async function newFile(dataDir: string, migrated: boolean): Promise<string> {
  const file = path.join(dataDir, 'playjar.db');
  if (migrated) copyFileSync(await templateFile(), file);
  return `file:${file}`;
}

/** Made once a run. Two test files may both make it; the renaming lets either win. */
async function templateFile(): Promise<string> {
  const template = path.join(runFolder(), 'template.db');
  if (existsSync(template)) return template;
  const folder = path.join(runFolder(), `making-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const draft = path.join(folder, 'playjar.db');
  await migrate({ url: `file:${draft}`, dataDir: folder, secret: SECRET });
  renameSync(draft, template);
  return template;
}

async function newCatalog(migrated: boolean): Promise<string> {
  const server = await postgresUrl();
  const client = new Client({ connectionString: `${server}/postgres` });
  await client.connect();
  const name = `t_${randomBytes(6).toString('hex')}`;
  try {
    if (migrated) await makeTemplate(client, server);
    await client.query(`CREATE DATABASE ${name}${migrated ? ` TEMPLATE ${TEMPLATE}` : ''}`);
  } finally {
    await client.end();
  }
  return `${server}/${name}`;
}

async function makeTemplate(client: Client, server: string): Promise<void> {
  await client.query('SELECT pg_advisory_lock(1)');
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
  if (rowCount === 0) {
    const draft = `${TEMPLATE}_draft`;
    await client.query(`DROP DATABASE IF EXISTS ${draft}`);
    await client.query(`CREATE DATABASE ${draft}`);
    await migrate({ url: `${server}/${draft}`, dataDir: runFolder(), secret: SECRET });
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${TEMPLATE}`);
  }
  await client.query('SELECT pg_advisory_unlock(1)');
}

async function migrate(options: OpenOptions): Promise<void> {
  const db = await openDatabase(options);
  try {
    await applyMigrations(db);
  } finally {
    await db.close();
  }
}

function roomIn(folder: string): number {
  if (!existsSync(folder)) return 0;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
