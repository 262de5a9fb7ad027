import 'server-only';
import { PollingBell } from './bell';
import type { Door } from './database';
import { SqliteAdapter } from './sqlite-client';
import { SqliteConnection } from './sqlite-connection';
import { checkSqliteFile } from './sqlite-file';
import { SqliteSql } from './sqlite-sql';

/** How often a process looks whether another one on the same file has something for it. */
const LOOK_MS = 200;

/** Opens `file:/path`, made when it is not there. @throws Error in plain words */
export function openSqlite(url: string, dataDir: string): Door {
  const file = url.slice('file:'.length);
  checkSqliteFile(file, dataDir);
  const connection = connect(file);
  return {
    sql: new SqliteSql(connection),
    bell: new PollingBell(LOOK_MS),
    adapter: new SqliteAdapter(connection),
    hasTable: (name) => {
      const { rows } = connection.run(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?`, [
        name,
      ]);
      return Promise.resolve(rows.length > 0);
    },
    close: () => connection.close(),
  };
}

function connect(file: string): SqliteConnection {
  try {
    return new SqliteConnection(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The database ${file} cannot be opened: ${why}. Check that it and its folder can be written, or change DATABASE_URL.`,
    );
  }
}
