import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Freshness, Mark } from './freshness';
import { writeNow, type SoonWrite, type Sql, type SqlValue, type Statement, type WriteOptions } from './sql';
import type { SqliteConnection } from './sqlite-connection';
import { toStoreError } from './store-error';

/** A write with more bytes than this is spread over turns of the event loop, since each of its parts takes a while. */
const LARGE = 256 * 1024;
/** Queries whose rows are kept. */
const MOST_KEPT = 1_000;

/** `Sql` on SQLite: a write runs whole between two turns of the event loop, but for one with a large body in it. */
export class SqliteSql implements Sql {
  readonly #kept = new Map<string, { mark: Mark; rows: readonly unknown[] }>();

  constructor(private readonly connection: SqliteConnection) {}

  get freshness(): Freshness {
    return this.connection.freshness;
  }

  async all<Row>(text: string, args: readonly SqlValue[]): Promise<Row[]> {
    try {
      const { columns, rows } = await this.connection.read(text, args);
      return rows.map((row) => toObject(columns, row)) as Row[];
    } catch (error) {
      throw toStoreError(error);
    }
  }

  async allOften<Row>(table: string, text: string, args: readonly SqlValue[]): Promise<readonly Row[]> {
    const key = `${text}\0${args.join('\0')}`;
    const known = this.#kept.get(key);
    if (known !== undefined && this.freshness.isFresh(table, known.mark)) return known.rows as Row[];
    const mark = this.freshness.mark(table);
    const rows = await this.all<Row>(text, args);
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(key, { mark, rows });
    return rows;
  }

  async write(
    statements: readonly Statement[],
    { durable = true, aside = false }: WriteOptions = {},
  ): Promise<number[] | null> {
    try {
      if (aside || sizeOf(statements) > LARGE) return await this.#writeInParts(statements);
      return await this.connection.write(() => this.#writeNow(statements), { durable });
    } catch (error) {
      throw toStoreError(error);
    }
  }

  writeSoon(soon: SoonWrite): Promise<void> {
    return writeNow(this, soon);
  }

  /**
   * The same in parts: the statements, then the commit. Readers wait for the commit; whoever has nothing to do with the
   * database does not wait at all.
   */
  async #writeInParts(statements: readonly Statement[]): Promise<number[] | null> {
    const { end } = await this.connection.begin();
    let how: Parameters<typeof end>[0] = 'ROLLBACK';
    try {
      const changes: number[] = [];
      for (const { text, args, needsRow, part } of statements) {
        if (sizeOf([{ args }]) > LARGE) await nextTurn();
        const changed = this.connection.run(text, args, part).changes;
        if (needsRow && changed === 0) return null;
        changes.push(changed);
      }
      how = 'COMMIT';
      return changes;
    } finally {
      await end(how);
    }
  }

  #writeNow(statements: readonly Statement[]): number[] | null {
    this.connection.exec('BEGIN IMMEDIATE');
    try {
      const changes: number[] = [];
      for (const { text, args, needsRow, part } of statements) {
        const changed = this.connection.run(text, args, part).changes;
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

/** Bytes of what is bound, text counted by its characters. */
function sizeOf(statements: readonly Pick<Statement, 'args'>[]): number {
  let size = 0;
  for (const { args } of statements)
    for (const arg of args) if (typeof arg === 'string' || arg instanceof Uint8Array) size += arg.length;
  return size;
}

function toObject(columns: readonly { name: string }[], row: readonly unknown[]): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (let i = 0; i < columns.length; i += 1) object[columns[i]?.name ?? ''] = row[i];
  return object;
}
