import { ifMatch } from '@/lib/api/if-match';
import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { deleteSequence, getSequence, replaceSequence } from '@/lib/services/sequences';

export const GET = route(operations.getSequence, (member, { params }) => getSequence(member, params.id));
export const PUT = route(operations.replaceSequence, (member, { params, body, request }) =>
  replaceSequence(member, params.id, body, ifMatch(request)),
);
export const DELETE = route(operations.deleteSequence, (member, { params }) =>
  deleteSequence(member, params.id),
);
