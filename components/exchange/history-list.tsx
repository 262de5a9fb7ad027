'use client';
import type { ExchangeSummary } from '@/lib/model/exchange';
import { StatusShape, statusTone } from '@/components/ui/status-text';

/** The path of a URL, or the whole when it is none. */
function pathOf(url: string): string {
  const match = /^[a-z]+:\/\/[^/?#]*([^#]*)/i.exec(url);
  return match ? match[1] || '/' : url;
}

export interface HistoryListProps {
  items: readonly ExchangeSummary[];
  openId: string | null;
  onOpen: (id: string) => void;
}

/** Past sends, newest first. */
export function HistoryList({ items, openId, onOpen }: HistoryListProps) {
  if (items.length === 0)
    return <p className="text-faint px-3 py-1 text-sm">What this session sends is listed here.</p>;
  return (
    <ul aria-label="History">
      {items.map((item) => (
        <li key={item.id}>
          <button
            type="button"
            aria-current={item.id === openId ? 'true' : undefined}
            title={`${item.method} ${item.url}`}
            onClick={() => onOpen(item.id)}
            className="hover:bg-hover aria-[current]:bg-accent-wash flex h-7 w-full items-center gap-2 px-3 text-left text-sm -outline-offset-2!"
          >
            <Outcome item={item} />
            <span className="text-muted shrink-0 font-mono">{item.method}</span>
            <span className="min-w-0 flex-1 truncate font-mono">{pathOf(item.url)}</span>
            <time dateTime={item.startedAt} className="text-faint shrink-0" suppressHydrationWarning>
              {new Date(item.startedAt).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}
            </time>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Outcome({ item }: { item: ExchangeSummary }) {
  const tone = item.state === 'running' ? 'neutral' : statusTone(item.status);
  const word = item.state === 'running' ? '…' : item.status === null ? 'err' : String(item.status);
  return (
    <span className="inline-flex w-11 shrink-0 items-center gap-1.5 font-mono">
      <StatusShape tone={tone} />
      {word}
    </span>
  );
}
