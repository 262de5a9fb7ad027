import { visitorOf } from '@/lib/auth';
import { scopeOf } from '@/lib/api/operation';
import { operations } from '@/lib/api/operations';
import { publicRoute } from '@/lib/api/route';
import { getReplay } from '@/lib/services/shared-links';

export const GET = publicRoute(operations.getReplay, async ({ params, request }) =>
  getReplay(params.token, await visitorOf(request, scopeOf(operations.getReplay)), params.rid),
);
