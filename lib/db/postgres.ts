import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import type { Door } from './database';
import { PostgresBell } from './postgres-bell';
import { PostgresSql } from './postgres-sql';

const WAIT_MS = 10_000;

/** Sends a script to the server as it is. Prisma's own way cuts it at every semicolon, also within a trigger's body. */
class WholeScripts extends PrismaPg {
  constructor(private readonly pool: Pool) {
    super(pool);
  }
  override async connect() {
    const connection = await super.connect();
    connection.executeScript = async (script) => {
      await this.pool.query(script);
    };
    return connection;
  }
}

/** Opens a pool that Prisma and `sql` share. @throws Error in plain words when the server cannot be reached */
export async function openPostgres(url: string): Promise<Door> {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: WAIT_MS,
    lock_timeout: WAIT_MS,
    idle_in_transaction_session_timeout: 6 * WAIT_MS,
  });
  // An idle connection that the server closes would otherwise end the process.
  pool.on('error', () => undefined);
  // So would one that is in use: its query fails too, which is where it is dealt with.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const sql = new PostgresSql(pool);
  const hasTable = async (name: string): Promise<boolean> => {
    const [row] = await sql.all<{ there: boolean }>('SELECT to_regclass(?) IS NOT NULL AS there', [
      `"${name}"`,
    ]);
    return row?.there ?? false;
  };
  try {
    await hasTable('Meta');
  } catch (error) {
    await pool.end();
    throw new Error(
      `The PostgreSQL server of DATABASE_URL cannot be used: ${error instanceof Error ? error.message : 'no answer'}`,
    );
  }
  const bell = new PostgresBell(url, pool);
  return { sql, bell, adapter: new WholeScripts(pool), hasTable, close: () => pool.end() };
}
