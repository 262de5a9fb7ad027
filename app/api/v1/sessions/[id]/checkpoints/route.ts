import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { listCheckpoints, saveCheckpoint } from '@/lib/services/checkpoints';

export const GET = route(operations.listCheckpoints, (member, { params }) =>
  listCheckpoints(member, params.id),
);
export const POST = route(operations.saveCheckpoint, (member, { params, body }) =>
  saveCheckpoint(member, params.id, body),
);
