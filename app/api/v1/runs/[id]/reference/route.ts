import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { nameReference } from '@/lib/services/kept-runs';

export const PUT = route(operations.nameReference, (member, { params }) =>
  nameReference(member, params.id, true),
);
export const DELETE = route(operations.clearReference, (member, { params }) =>
  nameReference(member, params.id, false),
);
