import { ifMatch } from '@/lib/api/if-match';
import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { deleteSession, getSession, updateSession } from '@/lib/services/sessions';

export const GET = route(operations.getSession, (member, { params }) => getSession(member, params.id));
export const PATCH = route(operations.updateSession, (member, { params, body, request }) =>
  updateSession(member, params.id, body, ifMatch(request)),
);
export const DELETE = route(operations.deleteSession, (member, { params }) =>
  deleteSession(member, params.id),
);
