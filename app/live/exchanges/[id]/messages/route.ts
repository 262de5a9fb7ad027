import { readBody } from '@/lib/api/body';
import { guestRoute } from '@/lib/api/guest-route';
import { SocketSay, talk } from '@/lib/services/talk';

/** A message into a WebSocket that is open, or its close. */
export const POST = guestRoute(async (member, { params, request }) => {
  await talk(member, params.id, await readBody(request, SocketSay));
  return new Response(null, { status: 204 });
});
