'use client';
import { useLayoutEffect, useRef } from 'react';
import { StatusText } from '@/components/ui/status-text';
import { EventList } from './event-list';
import { ProgressLine } from './progress-line';
import type { SendProgress } from './send-progress';

/** A response while it comes: its status, what came so far, events one by one. */
export function LivePane({ progress, startedAt }: { progress: SendProgress; startedAt: number }) {
  const { status, text, isStream } = progress;
  return (
    <section aria-label="Response" aria-busy="true" className="bg-raised flex min-h-0 flex-1 flex-col">
      <ProgressLine progress={progress} startedAt={startedAt} />
      <div className="flex h-9.25 shrink-0 items-center border-b px-3">
        {status === null ? null : <StatusText status={status} reason="" className="font-semibold" />}
      </div>
      {isStream ? <EventList live text={wholeEvents(text)} /> : <LiveText text={text} />}
    </section>
  );
}

/** Without the event that has not come to its end yet. */
function wholeEvents(text: string): string {
  return /^[^]*(?:\r\n\r\n|\n\n|\r\r)/.exec(text)?.[0] ?? '';
}

function LiveText({ text }: { text: string }) {
  const box = useRef<HTMLPreElement>(null);
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    const element = box.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [text]);
  return (
    <pre
      ref={box}
      role="region"
      aria-label="Response body"
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 24;
      }}
      className="scroll-thin min-h-0 flex-1 overflow-auto p-3 font-mono text-sm leading-5 wrap-anywhere whitespace-pre-wrap -outline-offset-2!"
    >
      {text}
    </pre>
  );
}
