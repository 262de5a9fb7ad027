import 'server-only';
import { AppError } from '@/lib/errors';
import type { Freshness } from './freshness';
import type { Scope } from './scope';
import type { SoonWrite, Sql, SqlValue, Statement, WriteOptions } from './sql';

/** A write that is put off; its statements once they were made. */
interface PutOff extends SoonWrite {
  made?: readonly Statement[];
}

/**
 * `Sql` in which what is `late` waits for the next write and goes in with it, in one transaction; and what is to be written
 * soon is sealed and written while the caller waits for something else: of a run, each step's result while the next step's
 * request is out. Nothing is read past what waits. For one caller that does one thing at a time.
 */
class LateSql implements Sql {
  #waiting: Statement[] = [];
  #soon: PutOff[] = [];
  #flushing: Promise<void> | null = null;

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
    if (options.late === true) {
      this.#waiting.push(...statements);
      return statements.map(() => 1);
    }
    if (options.ahead === true) return this.#write(statements, options);
    while (this.#flushing !== null) await this.#flushing;
    return this.#soon.length === 0 ? this.#write(statements, options) : this.#writeAll(statements, options);
  }

  writeSoon(soon: SoonWrite): Promise<void> {
    this.#soon.push({ ...soon });
    if (this.#soon.length === 1) setImmediate(() => void this.#flush());
    return Promise.resolve();
  }

  async #writeWhatIsRead(text: string): Promise<void> {
    while (this.#flushing !== null) await this.#flushing;
    if (this.#soon.some(({ tables }) => tables.some((table) => text.includes(`"${table}"`))))
      await this.#writeAll([], { durable: false });
    else if (this.#waiting.some((one) => text.includes(tableOf(one))))
      await this.#write([], { durable: false });
  }

  /** What cannot be written now is tried again with the next write, whose caller hears of it. */
  #flush(): Promise<void> {
    const flushing = (this.#flushing ?? Promise.resolve())
      .then(() => this.#writeAll([], { durable: false }))
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => {
        if (this.#flushing === flushing) this.#flushing = null;
      });
    this.#flushing = flushing;
    return flushing;
  }

  async #writeAll(statements: readonly Statement[], options: WriteOptions): Promise<number[] | null> {
    const soon = this.#soon;
    this.#soon = [];
    try {
      const results: Statement[] = [];
      for (const one of soon) results.push(...(one.made ??= await one.make()));
      const changed = await this.#writeWith(results, statements, options);
      for (const { made = [], written } of soon) written?.(made);
      return changed;
    } catch (error) {
      this.#soon = [...soon, ...this.#soon];
      throw error;
    }
  }

  /** Neither is at fault for what the other lacks: results of what is gone, or a row that `statements` needs. */
  async #writeWith(
    results: readonly Statement[],
    statements: readonly Statement[],
    options: WriteOptions,
  ): Promise<number[] | null> {
    try {
      const changed = await this.#write([...results, ...statements], options);
      if (changed !== null) return changed.slice(results.length);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
      return this.#write(statements, options);
    }
    await this.#write(results, options);
    return null;
  }

  /** What waited waits on when the write fails: nothing of it was stored. */
  async #write(statements: readonly Statement[], options: WriteOptions): Promise<number[] | null> {
    const first = this.#waiting;
    if (first.length === 0 && statements.length === 0) return [];
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
  if (scope.db.sql instanceof LateSql) return scope;
  return { ...scope, db: { ...scope.db, sql: new LateSql(scope.db.sql), plain: scope.db } };
}
