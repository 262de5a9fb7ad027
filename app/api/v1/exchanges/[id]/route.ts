import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { getWholeExchange } from '@/lib/services/large-exchange';

export const GET = route(operations.getExchange, (member, { params }) => getWholeExchange(member, params.id));
