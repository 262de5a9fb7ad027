import { guestRoute } from '@/lib/api/guest-route';
import { cancelSend } from '@/lib/services/cancel-send';

export const POST = guestRoute(async (member, { params }) => {
  await cancelSend(member, params.id);
  return new Response(null, { status: 204 });
});
