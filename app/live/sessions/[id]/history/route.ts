import { guestRoute } from '@/lib/api/guest-route';
import { listExchanges } from '@/lib/services/exchanges';
import { getSession } from '@/lib/services/sessions';

const SHOWN = 50;

/** The page's own door: a session as it is now, with what it sent last. */
export const GET = guestRoute(async (member, { params: { id } }) => {
  const session = await getSession(member, id);
  const { items } = await listExchanges(member, { sessionId: id, limit: SHOWN });
  return Response.json({ session, history: items }, { headers: { 'cache-control': 'no-store' } });
});
