import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'libsql';
import AsideDatabase from 'libsql/promise';
import { AppError } from '@/lib/errors';
import { Freshness, writtenBy } from './freshness';
import { Mutex } from './mutex';
import { LogCopier } from './sqlite-log';
import { databaseCode } from './store-error';

/** SQLite itself copies the log into the database only when `LogCopier` did not come to it, at 64 MB. */
const CHECKPOINT_PAGES = 16_000;
/** What every connection is opened with; a test reads them back. A busy wait blocks the event loop, so it is short. */
const PRAGMAS = [
  'synchronous = FULL',
  'foreign_keys = ON',
  'cache_size = -16000',
  'busy_timeout = 5',
  `wal_autocheckpoint = ${CHECKPOINT_PAGES}`,
];
/** Only while opening: two servers that start at once both switch to WAL. */
const OPENING = ['busy_timeout = 5000', 'journal_mode = WAL'];
const COPY_LOG = 'PRAGMA wal_checkpoint(PASSIVE)';
const BUSY_CODES = new Set(['5', '261', '517']);
const GIVE_UP_MS = 10_000;
const LONGEST_PAUSE_MS = 50;
const MOST_STATEMENTS = 500;

type Ending = 'COMMIT' | 'ROLLBACK';

type Native = InstanceType<typeof Database>;

interface Prepared {
  statement: ReturnType<Native['prepare']>;
  /** null: it gives no rows */
  columns: { name: string; type: string | null }[] | null;
  /** as `writtenBy` says it */
  writes: string | null | undefined;
}

export interface SqliteResult {
  columns: { name: string; type: string | null }[];
  rows: unknown[][];
  changes: number;
}

/**
 * The one connection of this process. libsql: SQLite as a prebuilt N-API package, one binary for Node 20 to 24, no
 * compiler and no download at install (better-sqlite3 needs one or the other). Its calls are synchronous.
 */
export class SqliteConnection {
  readonly #native: Native;
  /** the same connection, whose `exec` runs on a thread of libsql's own */
  readonly #aside: Pick<AsideDatabase, 'exec'>;
  readonly #log: LogCopier;
  readonly #prepared = new Map<string, Prepared>();
  readonly #writers = new Mutex();
  #isDurable = true;
  #transaction: Promise<void> | null = null;
  /** whether what was read is still so */
  readonly freshness = new Freshness(() => Number(this.run('PRAGMA data_version', []).rows[0]?.[0]));

  constructor(path: string) {
    this.#native = new Database(path);
    for (const pragma of [...OPENING, ...PRAGMAS]) this.#native.pragma(pragma);
    // libsql has two faces for one native connection, `db`: this one's statements answer at once, the other's by a promise.
    const { db } = this.#native as unknown as { db: unknown };
    this.#aside = Object.create(AsideDatabase.prototype, { db: { value: db } }) as AsideDatabase;
    this.#log = new LogCopier(path, () => this.write(() => this.exec(COPY_LOG)));
  }

  get inTransaction(): boolean {
    return this.#native.inTransaction;
  }

  /**
   * Runs one statement now. The caller holds the write lock, or knows that this only reads.
   * @param part what of its table it writes to, when it is known to be no more than that
   */
  run(text: string, args: readonly unknown[], part?: string): SqliteResult {
    const { statement, columns, writes } = this.#prepare(text);
    if (part !== undefined) this.freshness.note(part);
    else if (writes !== undefined) this.freshness.note(writes);
    const values = args.map(toNative);
    if (columns === null) {
      this.#log.note(values);
      return { columns: [], rows: [], changes: statement.run(values).changes };
    }
    // all() and never get(), which leaves the statement open, and with it an old snapshot.
    const rows = statement.all(values) as unknown[][];
    return { columns, rows, changes: rows.length };
  }

  /**
   * Runs one write now, in a transaction of its own. Only BEGIN may find the database busy: libsql leaves any other
   * statement that does half done, and with it the connection of no use.
   */
  runAlone(text: string, args: readonly unknown[]): SqliteResult {
    this.exec('BEGIN IMMEDIATE');
    try {
      const result = this.run(text, args);
      this.exec('COMMIT');
      return result;
    } finally {
      this.rollBack();
    }
  }

  /** Runs what changes no row: the ends of a transaction, a setting. */
  exec(script: string): void {
    this.#native.exec(script);
  }

  /** Runs a script that may change anything. */
  runScript(script: string): void {
    this.freshness.note(null);
    this.exec(script);
  }

  /** Runs a read, outside of whatever transaction is open here: it must not see what may yet be rolled back. */
  async read(text: string, args: readonly unknown[]): Promise<SqliteResult> {
    while (this.#transaction !== null) await this.#transaction;
    return retryWhileBusy(() => this.run(text, args), performance.now() + GIVE_UP_MS);
  }

  /** Runs `work` as the only writer of this process, again and again while another process holds the database. */
  async write<T>(work: () => T, { durable = true } = {}): Promise<T> {
    const deadline = performance.now() + GIVE_UP_MS;
    const release = await this.#writers.acquire();
    try {
      this.#makeDurable(durable);
      return await retryWhileBusy(work, deadline);
    } finally {
      release();
      this.#log.copyWhenDue();
    }
  }

  /**
   * Begins a transaction that lasts until `end` is called. Immediate: what reads first would fail later
   * (SQLITE_BUSY_SNAPSHOT). Its commit waits for the disk on another thread, while this one serves who needs no database.
   */
  async begin(): Promise<{ end: (how: Ending) => Promise<void> }> {
    const deadline = performance.now() + GIVE_UP_MS;
    const release = await this.#writers.acquire();
    try {
      this.#makeDurable(true);
      await retryWhileBusy(() => this.exec('BEGIN IMMEDIATE'), deadline);
      this.freshness.hold();
    } catch (error) {
      this.rollBack();
      release();
      throw error;
    }
    let wake = (): void => undefined;
    this.#transaction = new Promise((resolve) => {
      wake = resolve;
    });
    const leave = (): void => {
      this.freshness.letGo();
      this.#transaction = null;
      wake();
      release();
      this.#log.copyWhenDue();
    };
    return { end: (how) => this.#end(how, leave) };
  }

  /**
   * Whether the next commits wait for the disk. In WAL mode NORMAL leaves out the fsync: a killed process loses nothing,
   * a power cut may lose the last moments. Switching costs as much as a write, so it is done only where it differs.
   */
  #makeDurable(durable: boolean): void {
    if (durable === this.#isDurable) return;
    this.exec(`PRAGMA synchronous = ${durable ? 'FULL' : 'NORMAL'}`);
    this.#isDurable = durable;
  }

  async #end(how: Ending, leave: () => void): Promise<void> {
    try {
      if (how === 'ROLLBACK') this.rollBack();
      else await this.#aside.exec(how);
    } catch (error) {
      this.rollBack();
      throw error;
    } finally {
      leave();
    }
  }

  /** Undoes an open transaction; SQLite may have done so itself (disk full). */
  rollBack(): void {
    if (this.#native.inTransaction) this.exec('ROLLBACK');
  }

  /** Leaves one whole file: what is in the write-ahead log is moved into it. */
  async close(): Promise<void> {
    await this.#log.close();
    this.#prepared.clear();
    this.#native.pragma('wal_checkpoint(TRUNCATE)');
    this.#native.close();
  }

  #prepare(text: string): Prepared {
    const known = this.#prepared.get(text);
    if (known !== undefined) return known;
    const statement = this.#native.prepare(text);
    const columns = statement.reader ? statement.columns().map(({ name, type }) => ({ name, type })) : null;
    if (columns !== null) statement.raw(true);
    if (this.#prepared.size >= MOST_STATEMENTS) this.#prepared.clear();
    const prepared = { statement, columns, writes: writtenBy(text) };
    this.#prepared.set(text, prepared);
    return prepared;
  }
}

/** Only what libsql can bind: a boolean aborts the whole process, and text ends at a NUL without a word. */
function toNative(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') {
    if (value.includes('\0'))
      throw new AppError('invalid_request', 'Text with a NUL character cannot be stored. Take it out.');
    return value;
  }
  if (value === null || typeof value === 'bigint' || value instanceof Uint8Array) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new TypeError(`SQLite cannot store a value of type ${typeof value}`);
}

/** Waits without blocking the process. @throws libsql's own error once `deadline` (performance.now) has passed */
async function retryWhileBusy<T>(work: () => T, deadline: number): Promise<T> {
  for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return work();
    } catch (error) {
      if (!BUSY_CODES.has(databaseCode(error) ?? '') || performance.now() > deadline) throw error;
    }
    await sleep(pause * (0.5 + Math.random()));
  }
}
