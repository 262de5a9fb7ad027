import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import type { Run } from '@/lib/model/run';
import { watchChannel, type LiveEvent } from './live';

const POLL_MS = 500;

/**
 * A run's steps as they finish, then how it ended. Live when it is under way in this process, else read from the
 * database. Event n is step n either way, so a browser can go on with another instance after `had` events.
 * @throws AppError `not_found`, from `read`
 */
export async function runEvents(
  id: string,
  had: number,
  signal: AbortSignal,
  read: () => Promise<Run>,
): Promise<AsyncIterable<LiveEvent>> {
  const run = await read();
  return watchChannel(id, had, signal) ?? stored(run, had, signal, read);
}

async function* stored(
  first: Run,
  had: number,
  signal: AbortSignal,
  read: () => Promise<Run>,
): AsyncGenerator<LiveEvent> {
  let next = had;
  for (let run = first; ; run = await read()) {
    for (; next < run.steps.length; next += 1) {
      yield { event: 'step', data: { position: next, result: run.steps[next] } };
    }
    if (run.status !== 'running') {
      yield { event: 'run', data: { id: run.id, status: run.status, elapsedMs: run.elapsedMs } };
      return;
    }
    await wait(POLL_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
  }
}
