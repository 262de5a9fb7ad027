import { bodyResponse } from '@/lib/api/body-response';
import { guestRoute } from '@/lib/api/guest-route';
import { getExchangeBody } from '@/lib/services/exchanges';

/** The decoded body as a download that no browser will run: strangers' bytes on our origin. */
export const GET = guestRoute(async (member, { params }) => {
  const { exchange, body } = await getExchangeBody(member, params.id);
  return bodyResponse(exchange, body);
});
