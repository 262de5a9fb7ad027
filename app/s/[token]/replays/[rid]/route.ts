import { eventStream, eventsHad } from '@/lib/api/event-stream';
import { guarded } from '@/lib/api/guarded';
import { pageVisitor } from '@/lib/auth';
import { replayEvents } from '@/lib/services/shared-links';

interface Context {
  params: Promise<{ token: string; rid: string }>;
}

/** A replay's steps as they finish, for whoever holds both the link and the replay's id. */
export const GET = (request: Request, context: Context): Promise<Response> =>
  guarded(request, async () => {
    const { token, rid } = await context.params;
    const visitor = await pageVisitor();
    const had = eventsHad(request);
    return eventStream(await replayEvents(token, visitor, rid, had, request.signal), had);
  });
