import { eventStream, eventsHad } from '@/lib/api/event-stream';
import { guarded } from '@/lib/api/guarded';
import { runEvents } from '@/lib/services/run-events';
import { getReplay } from '@/lib/services/shares';

/** A replay's steps as they finish, for whoever holds both the link and the replay's id. */
export const GET = (request: Request, context: RouteContext<'/s/[token]/replays/[rid]'>): Promise<Response> =>
  guarded(request, async () => {
    const { token, rid } = await context.params;
    const had = eventsHad(request);
    return eventStream(await runEvents(rid, had, request.signal, () => getReplay(token, rid)), had);
  });
