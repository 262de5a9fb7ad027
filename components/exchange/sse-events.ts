/** One event of a text/event-stream (WHATWG HTML §9.2). */
export interface StreamEvent {
  /** the event's name; `message` when it has none */
  event: string;
  data: string;
  id: string | null;
}

/** The events of a stream as far as it came; what has no data is no event, and a last one without its blank line counts. */
export function streamEvents(text: string): StreamEvent[] {
  const events: StreamEvent[] = [];
  for (const block of text.replace(/^\ufeff/, '').split(/(?:\r\n|\r|\n){2,}/)) {
    const event = eventOf(block);
    if (event) events.push(event);
  }
  return events;
}

function eventOf(block: string): StreamEvent | null {
  const data: string[] = [];
  let event = 'message';
  let id: string | null = null;
  for (const line of block.split(/\r\n|\r|\n/)) {
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'data') data.push(value);
    else if (field === 'event' && value !== '') event = value;
    else if (field === 'id') id = value;
  }
  return data.length === 0 ? null : { event, data: data.join('\n'), id };
}
