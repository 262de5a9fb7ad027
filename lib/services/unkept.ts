import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import { interruptOne } from '@/lib/db/instances';
import type { Scope } from '@/lib/db/scope';

const PAUSE_MS = 3_000;

/**
 * Goes on until the database takes it that a send has no result: its result could not be stored, and it must not look
 * as if it were under way for as long as this process lives.
 */
export function keepMarking(scope: Scope, exchangeId: string): void {
  const mark = async (): Promise<void> => {
    for (;;) {
      try {
        return await interruptOne(scope, exchangeId);
      } catch {
        await wait(PAUSE_MS, undefined, { ref: false });
      }
    }
  };
  void mark();
}

/** Work on a send that must not look as if it were under way once it broke, by a bug of ours too. */
export function markedWhenBroken<T>(scope: Scope, exchangeId: string, work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    keepMarking(scope, exchangeId);
    throw error;
  });
}
