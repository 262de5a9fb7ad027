import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { createEnvironment, listEnvironments } from '@/lib/services/environments';

export const POST = route(operations.createEnvironment, (member, { body }) =>
  createEnvironment(member, body),
);
export const GET = route(operations.listEnvironments, async (member) => ({
  items: await listEnvironments(member),
  nextCursor: null,
}));
