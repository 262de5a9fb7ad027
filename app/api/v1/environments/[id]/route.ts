import { ifMatch } from '@/lib/api/if-match';
import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { deleteEnvironment, getEnvironment, replaceEnvironment } from '@/lib/services/environments';

export const GET = route(operations.getEnvironment, (member, { params }) =>
  getEnvironment(member, params.id),
);
export const PUT = route(operations.replaceEnvironment, (member, { params, body, request }) =>
  replaceEnvironment(member, params.id, body, ifMatch(request)),
);
export const DELETE = route(operations.deleteEnvironment, (member, { params }) =>
  deleteEnvironment(member, params.id),
);
