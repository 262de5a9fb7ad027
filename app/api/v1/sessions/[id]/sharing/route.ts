import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { getSharing, setSharing } from '@/lib/services/session-sharing';

export const GET = route(operations.getSharing, (member, { params }) => getSharing(member, params.id));
export const PUT = route(operations.setSharing, (member, { params, body }) =>
  setSharing(member, params.id, body),
);
