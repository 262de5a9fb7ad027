import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { listExchanges } from '@/lib/services/exchanges';
import { getSession } from '@/lib/services/sessions';

export const GET = route(operations.listHistory, async (member, { params, query }) => {
  const { id } = await getSession(member, params.id);
  return listExchanges(member, { ...query, sessionId: id });
});
