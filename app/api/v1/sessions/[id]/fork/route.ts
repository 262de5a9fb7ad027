import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { forkSession } from '@/lib/services/sessions';

export const POST = route(operations.forkSession, (member, { params, body }) =>
  forkSession(member, params.id, body.name),
);
