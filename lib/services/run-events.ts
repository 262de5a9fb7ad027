import 'server-only';
import { askRunner } from '@/lib/db/live-asks';
import { AppError } from '@/lib/errors';
import type { Run } from '@/lib/model/run';
import { watchChannel, type LiveEvent } from './live';
import type { Member } from './member';
import { until, watchRights } from './rights-watch';
import { onlyViews } from './viewer';

/** A ring can be lost; then a step is heard of this late. */
const LOOK_MS = 1_000;

/**
 * A run's steps as they finish, then how it ended. Live when it is under way in this process, else read from the
 * database. Event n is step n either way, so a browser can go on with another instance after `had` events.
 * @throws AppError `not_found`, from `read`
 */
export async function runEvents(
  member: Member,
  id: string,
  had: number,
  signal: AbortSignal,
  read: () => Promise<Run>,
): Promise<AsyncIterable<LiveEvent>> {
  const run = await read();
  // What a viewer may see of a step is worked out when it is read.
  const rights = watchRights(member, signal, () => isThere(read));
  const live = onlyViews(member) ? null : watchRun(id, had, rights.signal, read);
  return until(live ?? watchElsewhere(member, run, had, rights.signal, read), rights.stop);
}

/** A session that was taken back takes its runs along. */
function isThere(read: () => Promise<Run>): Promise<boolean> {
  return read().then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'not_found') return false;
      throw error;
    },
  );
}

/** A run that is under way in this process, or was a moment ago; null when it is not. */
export function watchRun(
  id: string,
  had: number,
  signal: AbortSignal,
  read: () => Promise<Run>,
): AsyncIterable<LiveEvent> | null {
  const events = watchChannel(id, had, signal);
  return events && whole(events, had, read);
}

/** Puts steps that the channel has let go back in their place; each is event n and step n. */
async function* whole(
  events: AsyncIterable<LiveEvent>,
  had: number,
  read: () => Promise<Run>,
): AsyncGenerator<LiveEvent> {
  let position = had;
  let stored: Run | null = null;
  for await (const event of events) {
    if (event.isLetGo) {
      if (!stored || position >= stored.steps.length) stored = await read();
      yield { event: event.event, data: { position, result: stored.steps[position] } };
    } else {
      stored = null;
      yield event;
    }
    position += 1;
  }
}

async function* watchElsewhere(
  { scope }: Member,
  first: Run,
  had: number,
  signal: AbortSignal,
  read: () => Promise<Run>,
): AsyncGenerator<LiveEvent> {
  const bell = scope.db.bell.listen(first.id);
  try {
    await askRunner(scope, { kind: 'run', id: first.id }, { kind: 'watch' });
    let next = had;
    for (let run = first; ; run = await read()) {
      for (; next < run.steps.length; next += 1) {
        yield { event: 'step', data: { position: next, result: run.steps[next] } };
      }
      if (run.status !== 'running') {
        const { id, status, elapsedMs, stepCount } = run;
        yield { event: 'run', data: { id, status, elapsedMs, stepCount } };
        return;
      }
      await bell.next(LOOK_MS, signal);
      if (signal.aborted) return;
    }
  } finally {
    bell.stop();
  }
}
