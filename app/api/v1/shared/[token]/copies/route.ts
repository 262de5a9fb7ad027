import { visitorOf } from '@/lib/auth';
import { scopeOf } from '@/lib/api/operation';
import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { copyShared } from '@/lib/services/shared-links';

export const POST = route(operations.copyShared, async (member, { params, request }) =>
  copyShared(member, params.token, await visitorOf(request, scopeOf(operations.copyShared))),
);
