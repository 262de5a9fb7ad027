import { guestRoute } from '@/lib/api/guest-route';
import { cancelRun } from '@/lib/services/runs';

export const POST = guestRoute(async (member, { params }) => {
  await cancelRun(member, params.id);
  return new Response(null, { status: 204 });
});
