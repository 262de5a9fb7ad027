import 'server-only';
import { findExchangeState } from '@/lib/db/exchanges';
import { askRunner } from '@/lib/db/live-asks';
import { notFound } from '@/lib/errors';
import { cancelChannel } from './live';
import { mayEdit, type Member } from './member';

/** Stops a send under way, here or in another instance; one that is over already stays as it is. @throws AppError `not_found` */
export async function cancelSend(member: Member, exchangeId: string): Promise<void> {
  mayEdit(member);
  const state = await findExchangeState(member.scope, exchangeId);
  if (state === null) throw notFound('exchange');
  if (cancelChannel(exchangeId) || state !== 'running') return;
  await askRunner(member.scope, { kind: 'exchange', id: exchangeId }, { kind: 'cancel' });
}
