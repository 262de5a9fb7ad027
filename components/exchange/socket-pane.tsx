'use client';
import { Send, X } from 'lucide-react';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { sentenceOf } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { formatCount } from '@/components/ui/quantity';
import { StatusShape } from '@/components/ui/status-text';
import { sayToExchange } from './live';
import { MessageList } from './message-list';
import type { SendProgress } from './send-progress';

export interface SocketPaneProps {
  progress: SendProgress;
  /** epoch milliseconds */
  startedAt: number;
  exchangeId: string;
}

/** A WebSocket while it is open: what was said so far, and a line to say more. */
export function SocketPane({ progress, startedAt, exchangeId }: SocketPaneProps) {
  const [fault, setFault] = useState('');
  const say = (what: Parameters<typeof sayToExchange>[1]) =>
    sayToExchange(exchangeId, what).then(
      () => setFault(''),
      (error: unknown) => {
        setFault(sentenceOf(error));
        throw error;
      },
    );
  return (
    <section aria-label="Response" className="bg-raised flex min-h-0 flex-1 flex-col">
      <div className="flex h-9 shrink-0 items-center gap-3 overflow-hidden border-b px-3 whitespace-nowrap">
        <span role="status" className="text-good inline-flex items-center gap-1.5 font-semibold">
          <StatusShape tone="good" />
          Open
        </span>
        <Elapsed since={startedAt} />
        <span className="text-muted">{formatCount(progress.messages.length, 'message')}</span>
        <span className="flex-1" />
        <Button
          size="sm"
          icon={<X aria-hidden="true" className="size-3.5" />}
          onClick={() => void say({ close: true }).catch(() => undefined)}
        >
          Close
        </Button>
      </div>
      <MessageList live messages={progress.messages} className="min-h-0 flex-1" />
      {fault ? <FieldError className="border-t px-3 py-1.5">{fault}</FieldError> : null}
      <Composer onSay={(text) => say({ text })} />
    </section>
  );
}

function Elapsed({ since }: { since: number }) {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setElapsed(Date.now() - since), 1000);
    return () => clearInterval(timer);
  }, [since]);
  return <span className="text-muted">{Math.floor(elapsed / 1000)} s</span>;
}

/** Enter says it, Shift and Enter begins a new line. What could not be said stays. */
function Composer({ onSay }: { onSay: (text: string) => Promise<void> }) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  async function say() {
    if (busy || text === '') return;
    setBusy(true);
    await onSay(text).then(
      () => setText(''),
      () => undefined,
    );
    setBusy(false);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey) return;
    if (event.nativeEvent.isComposing) return;
    event.preventDefault();
    void say();
  }
  return (
    <form
      aria-label="Say something"
      onSubmit={(event) => {
        event.preventDefault();
        void say();
      }}
      className="bg-panel flex shrink-0 items-end gap-2 border-t p-2 max-md:pb-17"
    >
      <textarea
        aria-label="Message"
        placeholder="Say something"
        value={text}
        rows={1}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        onKeyDown={onKeyDown}
        onChange={(event) => setText(event.target.value)}
        className="scroll-thin border-line-strong bg-raised field-mono focus-visible:border-accent field-sizing-content max-h-32 min-h-9 min-w-0 flex-1 resize-none rounded border px-2.5 py-1.5 leading-5! focus-visible:-outline-offset-1 md:min-h-8"
      />
      <Button
        type="submit"
        aria-disabled={busy || text === '' || undefined}
        icon={<Send aria-hidden="true" className="size-3.5" />}
        className="max-md:h-9"
      >
        Say
      </Button>
    </form>
  );
}
