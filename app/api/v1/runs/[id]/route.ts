import { eventStream, eventsHad } from '@/lib/api/event-stream';
import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { acceptsEvents } from '@/lib/api/run-answer';
import { deleteRun } from '@/lib/services/kept-runs';
import { runEvents } from '@/lib/services/run-events';
import { getRun } from '@/lib/services/runs';

export const GET = route(operations.getRun, async (member, { params, request }) => {
  const read = () => getRun(member, params.id);
  if (!acceptsEvents(request)) return read();
  const had = eventsHad(request);
  return eventStream(await runEvents(member, params.id, had, request.signal, read), had);
});
export const DELETE = route(operations.deleteRun, (member, { params }) => deleteRun(member, params.id));
