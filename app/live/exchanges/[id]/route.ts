import { eventStream, eventsHad } from '@/lib/api/event-stream';
import { guestRoute } from '@/lib/api/guest-route';
import { exchangeEvents } from '@/lib/services/exchange-events';
import { getExchange } from '@/lib/services/exchanges';

/** The progress and result of a send as an event stream; with `?format=json` the stored exchange at once. */
export const GET = guestRoute(async (member, { params, request }) => {
  if (new URL(request.url).searchParams.get('format') === 'json') {
    return Response.json(await getExchange(member, params.id, 'page'), {
      headers: { 'cache-control': 'no-store' },
    });
  }
  const had = eventsHad(request);
  return eventStream(await exchangeEvents(member, params.id, had, request.signal), had);
});
