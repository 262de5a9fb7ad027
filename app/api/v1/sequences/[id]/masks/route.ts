import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { getMasks, replaceMasks } from '@/lib/services/masks';

export const GET = route(operations.listMasks, async (member, { params }) => ({
  items: await getMasks(member, params.id),
}));
export const PUT = route(operations.replaceMasks, async (member, { params, body }) => ({
  items: await replaceMasks(member, params.id, body),
}));
