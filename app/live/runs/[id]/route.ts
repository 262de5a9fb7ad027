import { eventStream, eventsHad } from '@/lib/api/event-stream';
import { guestRoute } from '@/lib/api/guest-route';
import { runEvents } from '@/lib/services/run-events';
import { getRun } from '@/lib/services/runs';

/** A run's steps as they finish. */
export const GET = guestRoute(async (member, { params, request }) => {
  const had = eventsHad(request);
  const events = await runEvents(member, params.id, had, request.signal, () => getRun(member, params.id));
  return eventStream(events, had);
});
