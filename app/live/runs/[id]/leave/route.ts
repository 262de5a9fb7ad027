import { guestRoute } from '@/lib/api/guest-route';
import { leaveRun } from '@/lib/services/left-runs';
import { cancelRun } from '@/lib/services/runs';

/** The tab that showed a run was closed, says its last breath. */
export const POST = guestRoute(async (member, { params }) => {
  leaveRun(params.id, () => cancelRun(member, params.id));
  return new Response(null, { status: 204 });
});
