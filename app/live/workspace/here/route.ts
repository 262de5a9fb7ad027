import { readHere } from '@/lib/api/feed-input';
import { guestRoute } from '@/lib/api/guest-route';
import { sayHere } from '@/lib/services/workspace-feed';

/** The page's own door: what of the workspace is in view, for the others to see. */
export const POST = guestRoute(async (member, { request }) => {
  await sayHere(member, await readHere(request));
  return new Response(null, { status: 204 });
});
