import { CommentQuery } from '@/lib/api/comment-operations';
import { guestRoute } from '@/lib/api/guest-route';
import { listPlacedComments } from '@/lib/services/comments';

/** The page's own door: what was said about a thing, or with no name of one about all of the workspace. */
export const GET = guestRoute(async (member, { request }) => {
  const query = CommentQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await listPlacedComments(member, query), { headers: { 'cache-control': 'no-store' } });
});
