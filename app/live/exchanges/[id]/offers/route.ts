import { guestRoute } from '@/lib/api/guest-route';
import { listOffers } from '@/lib/services/offers';

/** The next steps that a response suggests. */
export const GET = guestRoute(async (member, { params }) =>
  Response.json({ items: await listOffers(member, params.id) }, { headers: { 'cache-control': 'no-store' } }),
);
