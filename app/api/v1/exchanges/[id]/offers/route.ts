import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { listOffers } from '@/lib/services/offers';

export const GET = route(operations.listOffers, async (member, { params }) => ({
  items: await listOffers(member, params.id),
}));
