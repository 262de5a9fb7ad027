import 'server-only';
import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';

const MAGIC = 'SQLite format 3\0';

/**
 * Looks at the database file before SQLite does, and changes nothing.
 * @throws Error that tells the person at the terminal what is wrong with it and what to do
 */
export function checkSqliteFile(file: string, dataDir: string): void {
  const folder = path.dirname(file);
  if (folder === dataDir) mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(folder))
    throw new Error(
      `The folder ${folder} of the database does not exist. Create it, or change DATABASE_URL.`,
    );
  if (!existsSync(file)) return;
  const { mode, size } = statSync(file);
  if (!statSync(file).isFile()) throw new Error(`${file} is not a file. Change DATABASE_URL.`);
  if ((mode & 0o222) === 0)
    throw new Error(
      `The database ${file} is read-only. Give its owner the right to write (chmod u+w), or change DATABASE_URL.`,
    );
  if (size > 0 && readStart(file) !== MAGIC) {
    throw new Error(
      `${file} is not an SQLite database, or its beginning is damaged. It was left as it is: restore it from a backup, or change DATABASE_URL.`,
    );
  }
}

function readStart(file: string): string {
  const fd = openSync(file, 'r');
  try {
    const start = Buffer.alloc(MAGIC.length);
    readSync(fd, start, 0, start.length, 0);
    return start.toString('latin1');
  } finally {
    closeSync(fd);
  }
}
