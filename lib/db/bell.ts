import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';

/** Someone who waits for one name to be rung. What was rung since the last `next` is not missed. */
export interface Listening {
  /** Resolves when the name was rung, `ms` have passed, or `signal` fires; whichever it was, look into the database. */
  next(ms: number, signal?: AbortSignal): Promise<void>;
  stop(): void;
}

/**
 * How one instance tells the others that something changed: a name (an id) and nothing more, since what changed stands
 * in the database. A ring may be lost, so whoever listens looks again after a while by itself.
 */
export interface Bell {
  ring(name: string): Promise<void>;
  listen(name: string): Listening;
  close(): Promise<void>;
}

/** SQLite tells nobody of a change: its processes look again and again, which costs 20 µs on one file. */
export class PollingBell implements Bell {
  constructor(private readonly everyMs: number) {}

  ring(): Promise<void> {
    return Promise.resolve();
  }

  listen(): Listening {
    return {
      next: (ms, signal) => sleep(Math.min(ms, this.everyMs), signal),
      stop: () => undefined,
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Holds up no process that wants to end. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, { ref: false, ...(signal && { signal }) }).catch(() => undefined);
}
