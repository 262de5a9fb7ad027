import 'server-only';
import type { Freshness } from './freshness';
import type { Scope } from './scope';
import type { Sql, SqlValue, Statement, WriteOptions } from './sql';

/**
 * `Sql` in which what is `late` waits for the next write and goes in with it, in one transaction: of a run, each step's
 * result with the next one's beginning. Nothing is read past what waits. For one caller that does one thing at a time.
 */
class LateSql implements Sql {
  #waiting: Statement[] = [];

  constructor(private readonly sql: Sql) {}

  get freshness(): Freshness | null {
    return this.sql.freshness;
  }

  async all<Row>(text: string, args: readonly SqlValue[]): Promise<Row[]> {
    await this.#writeWhatIsRead(text);
    return this.sql.all<Row>(text, args);
  }

  async allOften<Row>(table: string, text: string, args: readonly SqlValue[]): Promise<readonly Row[]> {
    await this.#writeWhatIsRead(text);
    return this.sql.allOften<Row>(table, text, args);
  }

  async write(statements: readonly Statement[], options: WriteOptions = {}): Promise<number[] | null> {
    if (options.late !== true) return this.#write(statements, options);
    this.#waiting.push(...statements);
    return statements.map(() => 1);
  }

  async #writeWhatIsRead(text: string): Promise<void> {
    if (this.#waiting.some((one) => text.includes(tableOf(one)))) await this.#write([], { durable: false });
  }

  /** What waited waits on when the write fails: nothing of it was stored. */
  async #write(statements: readonly Statement[], options: WriteOptions): Promise<number[] | null> {
    const first = this.#waiting;
    if (first.length === 0) return this.sql.write(statements, options);
    this.#waiting = [];
    try {
      const changed = await this.sql.write([...first, ...statements], options);
      if (changed !== null) return changed.slice(first.length);
      // A row that `statements` needs is not there, which is no fault of what waited.
      await this.sql.write(first, options);
      return null;
    } catch (error) {
      this.#waiting = [...first, ...this.#waiting];
      throw error;
    }
  }
}

/** The table that a statement changes, in its quotes. */
function tableOf({ text }: Statement): string {
  return /^\s*(?:INSERT INTO|UPDATE|DELETE FROM) ("\w+")/.exec(text)?.[1] ?? '';
}

/** The same workspace, for work whose late writes may wait for its next ones. */
export function withLateWrites(scope: Scope): Scope {
  return { ...scope, db: { ...scope.db, sql: new LateSql(scope.db.sql) } };
}
