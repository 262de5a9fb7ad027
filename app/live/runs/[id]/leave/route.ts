import { guestRoute } from '@/lib/api/guest-route';
import { abandonRun } from '@/lib/services/kept-runs';

/** The tab that showed a run was closed, says its last breath. */
export const POST = guestRoute(async (member, { params }) => {
  await abandonRun(member, params.id);
  return new Response(null, { status: 204 });
});
