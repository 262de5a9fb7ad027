'use client';
import { useState } from 'react';
import type { ReceivedResponse } from '@/lib/model/exchange';
import { Button } from '@/components/ui/button';
import { formatBytes } from '@/components/ui/quantity';
import { bodyUrl } from './live';

interface WholeBodyProps {
  exchangeId: string;
  response: ReceivedResponse;
  onText: (text: string) => void;
}

/** Says that only the beginning is shown, and fetches the rest of a text on demand. */
export function WholeBody({ exchangeId, response, onText }: WholeBodyProps) {
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  async function load() {
    setState('loading');
    try {
      const answer = await fetch(bodyUrl(exchangeId));
      if (!answer.ok) throw new Error(String(answer.status));
      onText(new TextDecoder(response.encoding ?? 'utf-8').decode(await answer.arrayBuffer()));
    } catch {
      setState('failed');
    }
  }
  return (
    <div className="bg-panel text-muted flex flex-wrap items-center gap-2 border-b px-3 py-1.5 text-sm">
      <span className="min-w-0 flex-1">
        {state === 'failed' ? 'The rest could not be loaded. ' : ''}
        Showing the first 1 MB of {formatBytes(response.body.size)}.
      </span>
      {response.body.text === undefined ? null : (
        <Button size="sm" disabled={state === 'loading'} onClick={() => void load()}>
          {state === 'loading' ? 'Loading…' : 'Show all'}
        </Button>
      )}
    </div>
  );
}
