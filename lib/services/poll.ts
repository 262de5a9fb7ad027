import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import type { LiveEvent } from './live';

const EVERY_MS = 500;

/** Watches something that another instance is working on: reads it until it is over, then says so in one event. */
export async function* poll<T>(
  first: T,
  over: (value: T) => boolean,
  read: () => Promise<T>,
  signal: AbortSignal,
  event: (value: T) => LiveEvent,
): AsyncGenerator<LiveEvent> {
  let value = first;
  while (!over(value)) {
    await wait(EVERY_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    value = await read();
  }
  yield event(value);
}
