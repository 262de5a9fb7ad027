'use client';
import { useState } from 'react';
import type { ReceivedResponse } from '@/lib/model/exchange';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { formatBytes } from '@/components/ui/quantity';
import { BodyContent } from './body-content';
import { bodyModes, type BodyMode } from './body-kind';
import { BodyToolbar } from './body-toolbar';
import { bodyUrl } from './live';
import type { TakeValue } from './take-value';
import { useBodyDocument, type WholeText } from './use-body-document';

export interface BodyViewProps {
  response: ReceivedResponse;
  /** where the whole of it is; null: only what is here */
  exchangeId: string | null;
  take?: TakeValue | undefined;
}

/** The body of a response, shown as what it is. */
export function BodyView(props: BodyViewProps) {
  const { response } = props;
  const [attempt, setAttempt] = useState(0);
  const modes = bodyModes(response);
  const [first] = modes;
  if (first === undefined) {
    return (
      <EmptyState title="No body">{`${String(response.status)} ${response.reason} came without content.`}</EmptyState>
    );
  }
  return (
    <Body key={attempt} {...props} modes={modes} first={first} onAgain={() => setAttempt(attempt + 1)} />
  );
}

interface BodyProps extends BodyViewProps {
  modes: readonly BodyMode[];
  first: BodyMode;
  onAgain: () => void;
}

function Body({ response, exchangeId, take, modes, first, onAgain }: BodyProps) {
  const [wanted, setMode] = useState<BodyMode>(first);
  const mode = modes.find((one) => one === wanted) ?? first;
  const { text, preview = false, size, truncated } = response.body;
  const whole = wholeOf(response, exchangeId);
  const { ask, version, extent } = useBodyDocument(text ?? '', whole);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <BodyToolbar
        {...{ modes, mode, response, exchangeId, ask: text === undefined ? null : ask }}
        loading={whole !== null && extent === 'beginning'}
        onMode={setMode}
      />
      {truncated ? (
        <p className="bg-warn-wash text-warn border-b px-3 py-1.5 text-sm">
          Cut off: only the first {formatBytes(size)} arrived or were kept.
        </p>
      ) : null}
      {extent === 'failed' ? <RestFailed size={size} onAgain={onAgain} /> : null}
      <BodyContent
        {...{ mode, response, exchangeId, ask, version, take }}
        cut={truncated || (preview && extent !== 'whole')}
      />
    </div>
  );
}

/** Where the rest of a text is of which the page was given only the beginning. */
function wholeOf({ body, encoding }: ReceivedResponse, exchangeId: string | null): WholeText | null {
  if (!body.preview || exchangeId === null || body.text === undefined) return null;
  return { url: bodyUrl(exchangeId), encoding: encoding ?? 'utf-8' };
}

function RestFailed({ size, onAgain }: { size: number; onAgain: () => void }) {
  return (
    <div className="bg-panel text-muted flex flex-wrap items-center gap-2 border-b px-3 py-1.5 text-sm">
      <span className="min-w-0 flex-1">
        Showing the first 1 MB of {formatBytes(size)}; the rest could not be loaded.
      </span>
      <Button size="sm" onClick={onAgain}>
        Try again
      </Button>
    </div>
  );
}
