import 'server-only';
import type { LiveEvent } from '@/lib/services/live';

/** Proxies drop a stream that is silent for long. */
const HEARTBEAT_MS = 15_000;

/**
 * Events as `text/event-stream`, numbered from `first` on so that a browser which lost the connection says in
 * `Last-Event-ID` where to go on (HTML Standard §9.2). Ends with the events.
 */
export function eventStream(events: AsyncIterable<LiveEvent>, first = 0): Response {
  const encoder = new TextEncoder();
  const iterator = events[Symbol.asyncIterator]();
  let heartbeat: NodeJS.Timeout | undefined;
  let number = first;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode('retry: 1000\n\n'));
      heartbeat = setInterval(() => controller.enqueue(encoder.encode(': still here\n\n')), HEARTBEAT_MS);
    },
    async pull(controller) {
      const next = await iterator.next().catch((error: unknown) => {
        // Nothing may be said any more on a stream that breaks; the timer would, and take the process down with it.
        clearInterval(heartbeat);
        throw error;
      });
      if (next.done) {
        clearInterval(heartbeat);
        controller.close();
        return;
      }
      number += 1;
      const { event, data } = next.value;
      controller.enqueue(encoder.encode(`id: ${number}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
    },
    async cancel() {
      clearInterval(heartbeat);
      await iterator.return?.();
    },
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

/** How many events the browser says it has had; 0 for a first connection. */
export function eventsHad(request: Request): number {
  const id = Number(request.headers.get('last-event-id') ?? 0);
  return Number.isSafeInteger(id) && id > 0 ? id : 0;
}
