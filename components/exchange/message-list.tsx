'use client';
import clsx from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import type { SocketMessage } from '@/lib/model/socket';
import { formatBytes, formatDuration } from '@/components/ui/quantity';
import { MessageText } from './message-text';

export interface MessageListProps {
  messages: readonly SocketMessage[];
  /** more may come: the end stays in view while it is in view */
  live?: boolean;
  className?: string;
}

/** What went over a WebSocket, in order: who said it, when, how much, and the text. */
export function MessageList({ messages, live = false, className }: MessageListProps) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    const element = box.current;
    if (live && element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [live, messages.length]);
  return (
    <div
      ref={box}
      role="region"
      aria-label="Messages"
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 24;
      }}
      className={clsx('scroll-thin overflow-auto -outline-offset-2!', className)}
    >
      {messages.length === 0 ? (
        <p className="text-muted p-3">Nothing was said{live ? ' yet' : ''}.</p>
      ) : (
        <ol aria-live={live ? 'polite' : undefined}>
          {messages.map((message, index) => (
            <Message key={index} message={message} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Message({ message }: { message: SocketMessage }) {
  const { direction, opcode, code, size, atMs } = message;
  const sent = direction === 'sent';
  const Icon = sent ? ArrowUp : ArrowDown;
  const control = opcode !== 'text' && opcode !== 'binary';
  return (
    <li className="flex items-start gap-2 border-b px-3 py-1 [contain-intrinsic-size:auto_1.75rem] [content-visibility:auto]">
      <span
        className={clsx(
          'flex w-18 shrink-0 items-center gap-1 text-sm leading-5',
          control ? 'text-muted' : sent ? 'text-accent' : 'text-moved',
        )}
      >
        <Icon aria-hidden="true" className="size-3.5 shrink-0" />
        {direction}
      </span>
      <span className="min-w-0 flex-1">
        {opcode === 'text' ? null : (
          <span className="text-muted mr-2 text-sm leading-5">
            {opcode}
            {code === undefined || code === 1005 ? '' : ` ${String(code)}`}
          </span>
        )}
        <MessageText {...message} />
      </span>
      <span className="text-faint shrink-0 text-right text-sm leading-5 max-md:flex max-md:flex-col">
        <span>{formatDuration(atMs)}</span>
        <span className="inline-block w-16 max-md:w-auto">{formatBytes(size)}</span>
      </span>
    </li>
  );
}
