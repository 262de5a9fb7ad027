'use client';
import type { ExchangeSummary } from '@/lib/model/exchange';
import { MethodText } from '@/components/ui/method-text';
import { StatusShape, statusTone } from '@/components/ui/status-text';

const ROOM = 15;

/** The end of a URL's path, which tells requests to one site apart; the whole when it is no URL. */
function tailOf(url: string): string {
  const match = /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(url);
  if (!match) return url;
  const parts = (match[1] ?? '').split('/').filter(Boolean);
  let tail = '';
  let kept = 0;
  for (const part of parts.toReversed()) {
    if (kept > 0 && tail.length + part.length >= ROOM) break;
    tail = `/${part}${tail}`;
    kept += 1;
  }
  return `${kept < parts.length ? '…' : ''}${tail || '/'}`;
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
            <MethodText method={item.method} />
            <span className="min-w-0 flex-1 truncate font-mono">{tailOf(item.url)}</span>
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
