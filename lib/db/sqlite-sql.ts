import 'server-only';
import type { Sql, SqlValue, Statement } from './sql';
import type { SqliteConnection } from './sqlite-connection';
import { toStoreError } from './store-error';

/** `Sql` on SQLite: a write runs whole between two turns of the event loop. */
export class SqliteSql implements Sql {
  constructor(private readonly connection: SqliteConnection) {}

  async all<Row>(text: string, args: readonly SqlValue[]): Promise<Row[]> {
    try {
      const { columns, rows } = await this.connection.read(text, args);
      return rows.map((row) => toObject(columns, row)) as Row[];
    } catch (error) {
      throw toStoreError(error);
    }
  }

  async write(statements: readonly Statement[], { durable = true } = {}): Promise<number[] | null> {
    try {
      return await this.connection.write(() =>
        durable ? this.#writeNow(statements) : this.#writeFast(statements),
      );
    } catch (error) {
      throw toStoreError(error);
    }
  }

  /** In WAL mode NORMAL leaves out the fsync: a killed process loses nothing, a power cut may lose the last moments. */
  #writeFast(statements: readonly Statement[]): number[] | null {
    this.connection.exec('PRAGMA synchronous = NORMAL');
    try {
      return this.#writeNow(statements);
    } finally {
      this.connection.exec('PRAGMA synchronous = FULL');
    }
  }

  #writeNow(statements: readonly Statement[]): number[] | null {
    this.connection.exec('BEGIN IMMEDIATE');
    try {
      const changes: number[] = [];
      for (const { text, args, needsRow } of statements) {
        const changed = this.connection.run(text, args).changes;
        if (needsRow && changed === 0) return null;
        changes.push(changed);
      }
      this.connection.exec('COMMIT');
      return changes;
    } finally {
      this.connection.rollBack();
    }
  }
}

function toObject(columns: readonly { name: string }[], row: readonly unknown[]): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (let i = 0; i < columns.length; i += 1) object[columns[i]?.name ?? ''] = row[i];
  return object;
}
