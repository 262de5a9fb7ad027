import { exchangeAnswer } from '@/lib/services/large-exchange';
import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { getExchangeBody } from '@/lib/services/exchanges';

export const GET = route(operations.getExchange, async (member, { params }) => {
  const { exchange, body } = await getExchangeBody(member, params.id);
  return exchangeAnswer(exchange, body);
});
