import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { compareAs } from '@/lib/services/comparisons';

export const POST = route(operations.compareAs, (member, { params, body }) =>
  compareAs(member, params.id, body),
);
