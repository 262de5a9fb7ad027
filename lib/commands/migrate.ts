import { openDatabase, type Database } from '@/lib/db/database';
import { settleKeyCheck } from '@/lib/db/key-check';
import { env } from '@/lib/env';
import { ALL_TABLES, openEngine, toMigrationList } from './migration-engine';
import { PROVIDERS, readMigrations, readSchema } from './migration-files';
import { withMigrationLock } from './migration-lock';
import { isMain } from './process.mjs';

/**
 * Brings a database to the model of this program and notes which key seals it. Of two servers that start at once one
 * does the work and the other waits. Keeps Prisma's own `_prisma_migrations`, so that `prisma migrate` understands it.
 * @returns the names of the migrations it applied; none when the database was current
 * @throws Error in plain words
 */
export async function applyMigrations(db: Database): Promise<string[]> {
  const applied = (await isCurrent(db)) ? [] : await withMigrationLock(db, () => applyPending(db));
  await settleKeyCheck(db.sql, db.keyring);
  return applied;
}

/** Asked first, since loading the engine takes a second. */
async function isCurrent(db: Database): Promise<boolean> {
  const known = readMigrations(db.kind).map(({ name }) => name);
  if (!(await db.hasTable('_prisma_migrations'))) return false;
  const rows = await db.sql.all<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    [],
  );
  const done = rows.map(({ name }) => name);
  const unknown = done.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `This database was made by a newer Playjar (it has ${unknown.join(', ')}). Update Playjar, or use another DATABASE_URL.`,
    );
  }
  return known.every((name) => done.includes(name));
}

async function applyPending(db: Database): Promise<string[]> {
  if (await isCurrent(db)) return [];
  const engine = await openEngine(readSchema(db.kind), db.adapter);
  try {
    const migrationsList = toMigrationList(PROVIDERS[db.kind], readMigrations(db.kind));
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: ALL_TABLES });
    return appliedMigrationNames;
  } catch (error) {
    throw new Error(
      `The database could not be brought up to date: ${error instanceof Error ? error.message : String(error)}`,
    );
  } finally {
    engine.free();
  }
}

async function main(): Promise<void> {
  const { databaseUrl: url, dataDir, secret } = env();
  const db = await openDatabase({ url, dataDir, secret });
  try {
    for (const name of await applyMigrations(db)) console.log(`database: applied ${name}`);
  } finally {
    await db.close();
  }
}

if (isMain(import.meta.url)) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
