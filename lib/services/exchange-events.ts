import 'server-only';
import { findExchangeState } from '@/lib/db/exchanges';
import { askRunner } from '@/lib/db/live-asks';
import { listLiveEvents } from '@/lib/db/live-events';
import { notFound } from '@/lib/errors';
import { getExchange } from './exchanges';
import type { LiveEvent } from './live';
import { watchChannel } from './live';
import type { Member } from './member';
import { until, watchRights } from './rights-watch';
import { onlyViews } from './viewer';

/** A ring can be lost; then an event is heard this late. */
const LOOK_MS = 1_000;

/**
 * The events of a send behind number `had`: live when it is under way in this process, else as the instance that sends
 * it writes them down, and at last its end as it is stored.
 * It ends, too, when they may not see it any more.
 * @throws AppError `not_found`
 */
export async function exchangeEvents(
  member: Member,
  id: string,
  had: number,
  signal: AbortSignal,
): Promise<AsyncIterable<LiveEvent>> {
  const state = await findExchangeState(member.scope, id);
  if (state === null) throw notFound('exchange');
  // A viewer hears the end alone, as it is read: what is said on the way has secrets in it.
  const reaches = async () => (await findExchangeState(member.scope, id)) !== null;
  const rights = watchRights(member, signal, reaches);
  const live = onlyViews(member) ? null : watchChannel(id, had, rights.signal);
  return until(live ?? watchElsewhere(member, id, had, rights.signal), rights.stop);
}

async function* watchElsewhere(
  member: Member,
  id: string,
  had: number,
  signal: AbortSignal,
): AsyncGenerator<LiveEvent> {
  const { scope } = member;
  const bell = scope.db.bell.listen(id);
  try {
    await askRunner(scope, { kind: 'exchange', id }, { kind: 'watch' });
    for (let last = had; ;) {
      // The state first: what was said before the end is then read too.
      const state = await findExchangeState(scope, id);
      for (const { number, data } of await listLiveEvents(scope, id, last)) {
        last = number;
        if (!onlyViews(member)) yield data as LiveEvent;
      }
      if (state !== 'running') break;
      await bell.next(LOOK_MS, signal);
      if (signal.aborted) return;
    }
    yield await ending(member, id);
  } finally {
    bell.stop();
  }
}

async function ending(member: Member, id: string): Promise<LiveEvent> {
  const { exchange, state } = await getExchange(member, id, 'page');
  if (state !== 'interrupted' || exchange.response !== null) return { event: 'exchange', data: exchange };
  const { code, message } = exchange.error ?? { code: 'interrupted', message: 'It was interrupted.' };
  return { event: 'broken', data: { code, message } };
}
