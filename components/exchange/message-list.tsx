'use client';
import clsx from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef } from 'react';
import type { SocketMessage } from '@/lib/model/socket';
import { formatBytes, formatDuration } from '@/components/ui/quantity';
import { jsonLines, jsonTokens, type Token } from './json-lines';

const COLOUR: Record<Token['kind'], string> = {
  key: 'text-syntax-key',
  string: 'text-syntax-string',
  number: 'text-syntax-number',
  word: 'text-syntax-word',
  plain: 'text-muted',
};

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
          sent ? 'text-accent' : 'text-moved',
          control && 'opacity-70',
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
        <Text message={message} />
      </span>
      <span className="text-faint shrink-0 text-right text-sm leading-5 max-md:flex max-md:flex-col">
        <span>{formatDuration(atMs)}</span>
        <span className="inline-block w-16 max-md:w-auto">{formatBytes(size)}</span>
      </span>
    </li>
  );
}

function Text({ message: { text, base64, size, truncated } }: { message: SocketMessage }) {
  const lines = useMemo(() => (text && /^\s*[[{]/.test(text) ? jsonLinesOf(text) : null), [text]);
  const cut = truncated ? (
    <span className="text-muted block text-sm">
      {text || base64 ? 'The beginning only' : 'Not shown'}; it was {formatBytes(size)}.
    </span>
  ) : null;
  const shown = lines ? lines.map((line, at) => <JsonLine key={at} line={line} />) : (text ?? base64);
  if (!shown) return cut;
  return (
    <>
      <code className="scroll-thin block max-h-60 overflow-auto font-mono text-sm leading-5 wrap-anywhere whitespace-pre-wrap">
        {shown}
      </code>
      {cut}
    </>
  );
}

/** Laid out when it is JSON; what only begins like it stays as it came. */
function jsonLinesOf(text: string): string[] | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  return text.length < 80 ? [text] : jsonLines(text);
}

function JsonLine({ line }: { line: string }) {
  return (
    <span className="block">
      {jsonTokens(line).map((token, at) => (
        <span key={at} className={COLOUR[token.kind]}>
          {token.text}
        </span>
      ))}
    </span>
  );
}
