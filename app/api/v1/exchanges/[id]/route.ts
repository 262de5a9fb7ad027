import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { getExchange } from '@/lib/services/exchanges';

export const GET = route(operations.getExchange, async (member, { params }) => {
  const { exchange } = await getExchange(member, params.id);
  return exchange;
});
