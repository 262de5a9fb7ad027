import { Download } from 'lucide-react';
import type { ReceivedResponse } from '@/lib/model/exchange';
import { CopyButton } from '@/components/ui/copy-button';
import { Segmented } from '@/components/ui/segmented';
import { bodyShape, mediaTypeOf, type BodyMode } from './body-kind';
import { bodyUrl } from './live';
import type { AskBody } from './use-body-document';

const WORD: Record<BodyMode, string> = {
  tree: 'Tree',
  pretty: 'Pretty',
  text: 'Text',
  events: 'Events',
  preview: 'Preview',
  hex: 'Hex',
};

export interface BodyToolbarProps {
  modes: readonly BodyMode[];
  mode: BodyMode;
  onMode: (mode: BodyMode) => void;
  /** null while there is no text to copy */
  ask: AskBody | null;
  /** the rest of the body is on its way */
  loading: boolean;
  response: ReceivedResponse;
  exchangeId: string | null;
}

/** How the body is shown, what it is, and what can be done with it. */
export function BodyToolbar({ modes, mode, onMode, ask, loading, response, exchangeId }: BodyToolbarProps) {
  const kind = [
    mediaTypeOf(response) || 'no content type',
    response.encoding,
    loading ? 'loading the rest' : '',
  ].filter(Boolean);
  const shape = bodyShape(response);
  const laidOut = {
    pretty: mode === 'pretty',
    grammar: shape === 'json' || shape === 'xml' ? shape : 'text',
  } as const;
  return (
    <div className="flex h-8 shrink-0 items-center gap-2 border-b px-2">
      {modes.length > 1 ? (
        <Segmented
          label="Show body as"
          options={modes.map((value) => ({ value, label: WORD[value] }))}
          value={mode}
          onChange={onMode}
        />
      ) : null}
      <span className="text-faint min-w-0 flex-1 truncate px-1 font-mono text-sm">{kind.join(' · ')}</span>
      {ask ? <CopyButton text={() => ask('text', laidOut)} label="Copy body" /> : null}
      {exchangeId ? (
        <a
          href={bodyUrl(exchangeId)}
          download
          aria-label="Download body"
          title="Download body"
          className="text-muted hover:bg-hover hover:text-ink inline-flex size-6 items-center justify-center rounded"
        >
          <Download aria-hidden="true" className="size-4" />
        </a>
      ) : null}
    </div>
  );
}
