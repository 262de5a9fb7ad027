import 'server-only';
import type { LiveEvent } from './live';
import { watchChannel } from './live';
import { getExchange } from './exchanges';
import type { Member } from './member';
import { poll } from './poll';

/**
 * The events of a send: live when it is under way in this process; otherwise its end, as soon as the database has it.
 * @throws AppError `not_found`
 */
export async function exchangeEvents(
  member: Member,
  id: string,
  had: number,
  signal: AbortSignal,
): Promise<AsyncIterable<LiveEvent>> {
  const first = await getExchange(member, id, 'page');
  const live = watchChannel(id, had, signal);
  if (live) return live;
  return poll(
    first,
    (opened) => opened.state !== 'running',
    () => getExchange(member, id, 'page'),
    signal,
    ({ exchange, state }) =>
      state === 'interrupted'
        ? {
            event: 'broken',
            data: {
              code: 'interrupted',
              message: 'The server stopped while this was under way. It was not sent again.',
            },
          }
        : { event: 'exchange', data: exchange },
  );
}
