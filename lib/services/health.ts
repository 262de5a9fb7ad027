import 'server-only';
import { getDatabase } from '@/lib/db/database';

/** Whether the service can answer: the version, and the database it reached just now. */
export async function checkHealth(
  version: string,
): Promise<{ status: 'ok'; version: string; database: 'sqlite' | 'postgresql' }> {
  const db = await getDatabase();
  await db.sql.all('SELECT 1 AS alive', []);
  return { status: 'ok', version, database: db.kind === 'postgres' ? 'postgresql' : 'sqlite' };
}
