import 'server-only';
import { findExchangeState } from '@/lib/db/exchanges';
import { askRunner } from '@/lib/db/live-asks';
import { AppError, notFound } from '@/lib/errors';
import { SocketSay } from '@/lib/model/socket';
import { findChannel } from './live';
import { mayEdit, type Member } from './member';

export { SocketSay };

/**
 * Sends a message over a WebSocket that is open, as it stands, or closes it. What comes of it is told by the channel.
 * @throws AppError `not_found`; `conflict` when it is not open here; `too_large` beyond a ceiling
 */
export async function talk(member: Member, exchangeId: string, input: SocketSay): Promise<void> {
  mayEdit(member);
  const say = SocketSay.parse(input);
  const state = await findExchangeState(member.scope, exchangeId);
  if (state === null) throw notFound('exchange');
  const door = findChannel(exchangeId)?.door;
  // Another instance has it open; what becomes of the message is told by the events alone.
  const ask = { kind: 'say', say } as const;
  if (!door && (await askRunner(member.scope, { kind: 'exchange', id: exchangeId }, ask))) return;
  if (!door) throw new AppError('conflict', 'This WebSocket is not open any more. Send the request again.');
  if ('close' in say) return door.close();
  const said = door.send(say);
  if (said === 'closed') throw new AppError('conflict', 'This WebSocket is closing. Send the request again.');
  if (said === 'full')
    throw new AppError('too_large', 'The message is longer than this WebSocket may still carry. Send less.');
}
