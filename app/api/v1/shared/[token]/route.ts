import { visitorOf } from '@/lib/auth';
import { scopeOf } from '@/lib/api/operation';
import { operations } from '@/lib/api/operations';
import { publicRoute } from '@/lib/api/route';
import { openShare } from '@/lib/services/shared-links';

export const GET = publicRoute(operations.openShare, async ({ params, request }) =>
  openShare(params.token, await visitorOf(request, scopeOf(operations.openShare))),
);
