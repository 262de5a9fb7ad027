import { operations } from '@/lib/api/operations';
import { publicOrigin } from '@/lib/services/public-origin';
import { route } from '@/lib/api/route';
import { createShare, listShares } from '@/lib/services/shares';

export const GET = route(operations.listShares, async (member) => ({
  items: await listShares(member),
  nextCursor: null,
}));
export const POST = route(operations.createShare, async (member, { body, request }) => {
  const { share, token } = await createShare(member, body);
  return { ...share, token, url: `${publicOrigin(request.headers)}/s/${token}` };
});
