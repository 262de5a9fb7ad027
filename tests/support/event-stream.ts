/** One event of a `text/event-stream`. */
export interface StreamEvent {
  id: string;
  event: string;
  data: unknown;
}

/** The next event. @throws Error when the stream has ended */
export async function nextEvent(events: AsyncGenerator<StreamEvent, void>): Promise<StreamEvent> {
  const next = await events.next();
  if (next.done) throw new Error('the stream has ended');
  return next.value;
}

/** The events of an answer as they arrive (HTML Standard §9.2.6, as far as we use it). */
export async function* streamEvents(response: Response): AsyncGenerator<StreamEvent, void> {
  if (!response.body) return;
  let rest = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').map((line): [string, string] => {
          const colon = line.indexOf(':');
          return [line.slice(0, colon), line.slice(colon + 1).trimStart()];
        }),
      );
      const data = fields.get('data');
      if (data === undefined) continue;
      yield {
        id: fields.get('id') ?? '',
        event: fields.get('event') ?? 'message',
        data: JSON.parse(data) as unknown,
      };
    }
  }
}
