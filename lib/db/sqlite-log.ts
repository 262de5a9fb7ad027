import 'server-only';
import AsideDatabase from 'libsql/promise';

/** So many pages of 4 KiB are copied at once, about 16 MB: most pages in the log were written many times over. */
const DUE_PAGES = 4000;
/** What a small statement writes to table and indexes, as measured over the sends of `npm run bench`. */
const PAGES_EACH = 3;
const PAGE_BYTES = 4096;

/**
 * Copies the write-ahead log into the database (a checkpoint) on a thread of libsql's own: 16 MB take 50 ms, for which the
 * commit that happens to be next would hold up everybody.
 *
 * A pass copies what stands in the log when it begins (`PASSIVE`, https://sqlite.org/wal.html#ckpt), and SQLite begins the
 * log anew only when all of it is copied. So the second pass is short, and the last is done by the only writer.
 */
export class LogCopier {
  #pages = 0;
  #aside: AsideDatabase | null = null;
  #passes: Promise<void> | null = null;
  #isClosed = false;

  /** @param copyRest copies what is left, while nobody writes */
  constructor(
    private readonly path: string,
    private readonly copyRest: () => Promise<void>,
  ) {}

  /** Notes what one statement wrote. */
  note(args: readonly unknown[]): void {
    let bytes = 0;
    for (const arg of args) if (typeof arg === 'string' || arg instanceof Uint8Array) bytes += arg.length;
    this.#pages += PAGES_EACH + bytes / PAGE_BYTES;
  }

  /** Begins to copy, when so much was written since the last time. What fails is left to SQLite, which copies in a commit. */
  copyWhenDue(): void {
    if (this.#pages < DUE_PAGES || this.#passes !== null || this.#isClosed) return;
    this.#pages = 0;
    this.#passes = this.#copy()
      .catch(() => undefined)
      .finally(() => (this.#passes = null));
  }

  /** Waits for a pass that is under way, and begins no other. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#passes;
    this.#aside?.close();
    this.#aside = null;
  }

  async #copy(): Promise<void> {
    this.#aside ??= new AsideDatabase(this.path, {});
    for (let pass = 0; pass < 2; pass += 1) await this.#aside.exec('PRAGMA wal_checkpoint(PASSIVE)');
    await this.copyRest();
  }
}
