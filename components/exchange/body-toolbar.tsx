import { Download } from 'lucide-react';
import type { ReceivedResponse } from '@/lib/model/exchange';
import { CopyButton } from '@/components/ui/copy-button';
import { Segmented } from '@/components/ui/segmented';
import type { BodyMode } from './body-content';
import { mediaTypeOf } from './body-kind';
import { bodyUrl } from './live';

const WORD: Record<BodyMode, string> = { pretty: 'Pretty', text: 'Text', preview: 'Preview', hex: 'Hex' };

export interface BodyToolbarProps {
  modes: readonly BodyMode[];
  mode: BodyMode;
  onMode: (mode: BodyMode) => void;
  text: string | undefined;
  response: ReceivedResponse;
  exchangeId: string | null;
}

/** How the body is shown, what it is, and what can be done with it. */
export function BodyToolbar({ modes, mode, onMode, text, response, exchangeId }: BodyToolbarProps) {
  const kind = [mediaTypeOf(response) || 'no content type', response.encoding].filter(Boolean).join(' · ');
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
      <span className="text-faint min-w-0 flex-1 truncate px-1 font-mono text-sm">{kind}</span>
      {text === undefined ? null : <CopyButton text={text} label="Copy body" />}
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
