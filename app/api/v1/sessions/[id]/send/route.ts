import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { presentExchange } from '@/lib/services/exchanges';
import { sendThroughSession } from '@/lib/services/send';

export const POST = route(operations.send, async (member, { params, body, request }) => {
  const sent = await sendThroughSession(member, params.id, body, { signal: request.signal });
  return presentExchange(sent.exchange, sent.body, 'api');
});
