import { getDatabase, type Database } from '@/lib/db/database';
import { applyMigrations } from './migrate';

/**
 * The database of this process, with every migration: for a command that prints one answer and nothing else, so what was
 * applied goes to stderr.
 * @throws Error in plain words
 */
export async function currentDatabase(): Promise<Database> {
  const db = await getDatabase();
  try {
    for (const name of await applyMigrations(db)) console.error(`database: applied ${name}`);
  } catch (error) {
    await db.close();
    throw error;
  }
  return db;
}
