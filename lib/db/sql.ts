import 'server-only';
import type { Freshness } from './freshness';

export type SqlValue = string | number | boolean | Uint8Array | null;

/** One statement with `?` for its arguments, in words that SQLite and PostgreSQL share. */
export interface Statement {
  text: string;
  args: readonly SqlValue[];
  /** what it writes to when that is only a part of its table: `Table:part` (`Freshness`) */
  part?: string;
  /** when it changes no row, the whole write is undone */
  needsRow?: true;
}

export interface WriteOptions {
  durable?: boolean;
  aside?: boolean;
  late?: boolean;
  ahead?: boolean;
}

/** A write that nobody waits for, made when its time comes. */
export interface SoonWrite {
  /** what it writes to, for whoever reads there before */
  tables: readonly string[];
  make: () => Promise<readonly Statement[]>;
  /** called when it is written */
  written?: (statements: readonly Statement[]) => void;
}

/**
 * The hot path, beside Prisma on the same connection: a Prisma call costs 75 to 115 µs, this 10 to 20. Booleans come
 * back as 0 and 1 from SQLite, bytes as Buffer from both.
 */
export interface Sql {
  /** Rows of one query. `Row` is the caller's word for what the query selects. */
  all<Row>(text: string, args: readonly SqlValue[]): Promise<Row[]>;
  /**
   * As `all`, for what nearly every call asks again: the rows are kept for as long as nobody wrote to `table`. Do not change
   * them. Only SQLite can tell for less than the query costs; on PostgreSQL it is `all`.
   */
  allOften<Row>(table: string, text: string, args: readonly SqlValue[]): Promise<readonly Row[]>;
  /** null: this database cannot tell cheaply whether something changed */
  readonly freshness: Freshness | null;
  /**
   * All statements or none, in one transaction. The first must be a write: a transaction that reads first can fail
   * after the fact when another process writes in between. Answers how many rows each changed, or null when a
   * `needsRow` undid it. `durable: false` may be lost when the machine (not the process) dies, unless
   * a durable write came after it: the log is one file. `aside` lets others go on while its commit waits for the disk, for
   * about 0.15 ms more to the caller. Only SQLite heeds these two. `late` may wait for the caller's next
   * write, and `ahead` need not take along what `writeSoon` was given; only `LateSql` heeds these.
   * @throws AppError `store_busy`, `store_full`; `not_found` when what a row belongs to is gone
   */
  write(statements: readonly Statement[], options?: WriteOptions): Promise<number[] | null>;
  /**
   * A write that is not durable. `LateSql` makes it when its caller has gone on, at the end of this turn of the event
   * loop; every other one at once. What belongs to a row that is gone is not written. @throws AppError as `write`
   */
  writeSoon(soon: SoonWrite): Promise<void>;
}

/** `writeSoon` of a database that puts nothing off. */
export async function writeNow(sql: Sql, { make, written }: SoonWrite): Promise<void> {
  const statements = await make();
  await sql.write(statements, { durable: false });
  written?.(statements);
}
