import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { deleteCheckpoint } from '@/lib/services/checkpoints';

export const DELETE = route(operations.deleteCheckpoint, (member, { params }) =>
  deleteCheckpoint(member, params.id, params.cid),
);
