import 'server-only';
import { Client, type Pool } from 'pg';
import { sleep, type Bell, type Listening } from './bell';

const CHANNEL = 'playjar';
const RECONNECT_MS = 1_000;

interface Ear {
  rung: boolean;
  wake: () => void;
}

/** LISTEN and NOTIFY (postgresql.org/docs/18/sql-notify.html), with ids as payload: one of 8,000 bytes is refused. */
export class PostgresBell implements Bell {
  readonly #ears = new Map<string, Set<Ear>>();
  #client: Promise<Client> | null = null;
  #closed = false;

  constructor(
    private readonly url: string,
    private readonly pool: Pool,
  ) {}

  async ring(name: string): Promise<void> {
    await this.pool.query('SELECT pg_notify($1, $2)', [CHANNEL, name]);
  }

  listen(name: string): Listening {
    const ear: Ear = { rung: false, wake: () => undefined };
    const ears = this.#ears.get(name) ?? new Set();
    this.#ears.set(name, ears.add(ear));
    this.#connect();
    return {
      next: (ms, signal) => hear(ear, ms, signal),
      stop: () => {
        ears.delete(ear);
        if (ears.size === 0 && this.#ears.get(name) === ears) this.#ears.delete(name);
      },
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    const client = await this.#client?.catch(() => null);
    await client?.end().catch(() => undefined);
  }

  /** One connection for as long as the process lives. When it breaks everyone looks for what they may have missed. */
  #connect(): void {
    if (this.#client !== null) return;
    this.#client = this.#open();
    this.#client.catch(() => this.#again());
  }

  async #open(): Promise<Client> {
    const client = new Client({ connectionString: this.url, keepAlive: true });
    client.on('error', () => undefined);
    client.on('notification', ({ payload = '' }) => this.#wake(this.#ears.get(payload)));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      // Not waited for: of a connection that never came about nobody says that it ended.
      void client.end().catch(() => undefined);
      throw error;
    }
    client.on('end', () => this.#again());
    for (const ears of this.#ears.values()) this.#wake(ears);
    return client;
  }

  #again(): void {
    this.#client = null;
    if (this.#closed) return;
    void sleep(RECONNECT_MS).then(() => {
      if (!this.#closed && this.#ears.size > 0) this.#connect();
    });
  }

  #wake(ears: Iterable<Ear> = []): void {
    for (const ear of ears) {
      ear.rung = true;
      ear.wake();
    }
  }
}

async function hear(ear: Ear, ms: number, signal?: AbortSignal): Promise<void> {
  if (!ear.rung) {
    const early = new AbortController();
    const rung = new Promise<void>((resolve) => (ear.wake = resolve));
    const stop = (): void => early.abort();
    signal?.addEventListener('abort', stop, { once: true });
    if (!signal?.aborted) await Promise.race([rung, sleep(ms, early.signal)]);
    signal?.removeEventListener('abort', stop);
    early.abort();
  }
  ear.rung = false;
}
