import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { restoreCheckpoint } from '@/lib/services/checkpoints';

export const POST = route(operations.restoreCheckpoint, async (member, { params }) => ({
  items: await restoreCheckpoint(member, params.id, params.cid),
}));
