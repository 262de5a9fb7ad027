import 'server-only';

/** When something was read. It holds as long as nobody wrote there since. */
export interface Mark {
  /** what other connections had committed */
  version: number;
  /** how often this connection had written there */
  writes: number;
}

const MOST_TOPICS = 10_000;
const READS = /^\s*(?:SELECT|PRAGMA)\b/i;
const WRITES = /^\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE)\s+(?:[`"]main[`"]\.)?[`"](?<table>\w+)[`"]/i;

/**
 * What a statement changes: a table's name, nothing (undefined), or possibly everything (null): a deletion takes along rows
 * of other tables.
 */
export function writtenBy(text: string): string | null | undefined {
  if (READS.test(text)) return undefined;
  return WRITES.exec(text)?.groups?.['table'] ?? null;
}

/**
 * Tells whether what was read of a database is still what it holds, without reading it again: SQLite counts the commits of
 * other connections (https://www.sqlite.org/pragma.html#pragma_data_version), and this counts those of our own, by topic.
 * A topic is a table, or a part of one as `Table:part`.
 */
export class Freshness {
  readonly #writes = new Map<string, number>();
  #all = 0;
  #version: number | null = null;
  #isHeld = false;

  /** @param look asks SQLite for the number of its data version */
  constructor(private readonly look: () => number) {}

  /** To be taken before reading: what is committed between the two only makes it look older than it is. */
  mark(topic: string): Mark {
    return { version: this.#currentVersion(), writes: this.#count(topic) };
  }

  isFresh(topic: string, { version, writes }: Mark): boolean {
    return writes === this.#count(topic) && version === this.#currentVersion();
  }

  /** Notes a write of our own; null: it may have changed anything. */
  note(topic: string | null): void {
    if (topic === null) {
      this.#all += 1;
      return;
    }
    if (this.#writes.size >= MOST_TOPICS) this.#forgetTopics();
    this.#writes.set(topic, (this.#writes.get(topic) ?? 0) + 1);
  }

  /** Counts on from beyond all of them, so that whatever was read until now has to be read anew, once. */
  #forgetTopics(): void {
    for (const count of this.#writes.values()) this.#all += count;
    this.#all += 1;
    this.#writes.clear();
  }

  /** From here on nobody else can commit: our own transaction has the write lock. */
  hold(): void {
    this.#version = this.look();
    this.#isHeld = true;
  }

  /** The transaction is over. */
  letGo(): void {
    this.#isHeld = false;
    this.#version = null;
  }

  /** A write that names no part is one to all parts. None of the counts ever falls, so that their sum tells. */
  #count(topic: string): number {
    const colon = topic.indexOf(':');
    const whole = colon < 0 ? 0 : (this.#writes.get(topic.slice(0, colon)) ?? 0);
    return this.#all + whole + (this.#writes.get(topic) ?? 0);
  }

  /** Looked up once a turn of the event loop: no request that came after the look is served in the same turn. */
  #currentVersion(): number {
    if (this.#version === null) {
      this.#version = this.look();
      setImmediate(() => {
        if (!this.#isHeld) this.#version = null;
      });
    }
    return this.#version;
  }
}
