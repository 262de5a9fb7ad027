'use client';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { formatBytes, formatCount } from '@/components/ui/quantity';
import { MessageText } from './message-text';
import { streamEvents, type StreamEvent } from './sse-events';

export interface EventListProps {
  /** the stream as far as it came */
  text: string;
  /** more may come: the end stays in view while it is in view */
  live?: boolean;
}

const SHOWN = 1_000;

/** The events of an event stream, in order. */
export function EventList({ text, live = false }: EventListProps) {
  const events = useMemo(() => streamEvents(text), [text]);
  const [whole, setWhole] = useState(false);
  const shown = whole ? events : live ? events.slice(-SHOWN) : events.slice(0, SHOWN);
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    const element = box.current;
    if (live && element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [live, events.length]);
  return (
    <div
      ref={box}
      role="region"
      aria-label="Response body"
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 24;
      }}
      className="scroll-thin min-h-0 flex-1 overflow-auto -outline-offset-2!"
    >
      {events.length === 0 ? (
        <p className="text-muted p-3">{live ? 'No event yet.' : 'The stream held no event.'}</p>
      ) : (
        <ol aria-label="Events" aria-live={live ? 'polite' : undefined}>
          {shown.map((event, index) => (
            <Event key={index + (live ? events.length - shown.length : 0)} event={event} />
          ))}
        </ol>
      )}
      {shown.length < events.length ? (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="text-accent m-3 min-h-6 rounded-sm text-sm underline underline-offset-2"
        >
          Show all {formatCount(events.length, 'event')}
        </button>
      ) : null}
    </div>
  );
}

function Event({ event: { event, data, id } }: { event: StreamEvent }) {
  const size = new TextEncoder().encode(data).length;
  return (
    <li className="flex items-start gap-2 border-b px-3 py-1 [contain-intrinsic-size:auto_1.75rem] [content-visibility:auto]">
      <span className="text-moved w-24 shrink-0 truncate text-sm leading-5" title={event}>
        {event}
      </span>
      <span className="min-w-0 flex-1">
        <MessageText text={data} size={size} />
      </span>
      <span className="text-faint shrink-0 text-right text-sm leading-5">
        {id === null ? '' : `id ${id} · `}
        {formatBytes(size)}
      </span>
    </li>
  );
}
