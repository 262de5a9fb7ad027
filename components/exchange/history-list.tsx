'use client';
import { X } from 'lucide-react';
import type { ExchangeSummary } from '@/lib/model/exchange';
import { ClockTime } from '@/components/ui/clock-time';
import { IconButton } from '@/components/ui/icon-button';
import { formatBytes, formatDuration } from '@/components/ui/quantity';
import { MethodText } from '@/components/ui/method-text';
import { StatusShape, statusTone } from '@/components/ui/status-text';

const ROOM = 15;

/** `shop.test:8080` of a URL, or '' when it is none. */
const hostOf = (url: string): string => /^[a-z]+:\/\/(?:[^/?#]*@)?([^/?#]*)/i.exec(url)?.[1] ?? '';

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
  /** the list holds what was looked for, which may be nothing */
  searched?: boolean;
  openId: string | null;
  onOpen: (id: string) => void;
  onDelete: (item: ExchangeSummary) => void;
}

/** Past sends, newest first. Where they went to several hosts, each host stands over those that went to it in a row. */
export function HistoryList({ items, searched = false, openId, onOpen, onDelete }: HistoryListProps) {
  if (items.length === 0) {
    return (
      <p className="text-faint px-3.5 py-1 text-sm">
        {searched ? 'Nothing like this was sent.' : 'What this session sends is listed here.'}
      </p>
    );
  }
  const hosts = items.map(({ url }) => hostOf(url));
  const several = hosts.some((host) => host !== hosts[0]);
  return (
    <ul aria-label="History">
      {items.map((item, index) => (
        <li key={item.id} className="group relative">
          {several && hosts[index] !== hosts[index - 1] ? (
            <p className="text-faint truncate px-3.5 pt-1.5 pb-0.5 text-sm">{hosts[index] || 'no host'}</p>
          ) : null}
          <button
            type="button"
            data-row
            aria-current={item.id === openId ? 'true' : undefined}
            title={titleOf(item)}
            onClick={() => onOpen(item.id)}
            className="hover:bg-hover aria-[current]:bg-accent-wash h-row flex w-full items-center gap-2 pr-3 pl-3.5 text-left text-sm -outline-offset-2!"
          >
            <Outcome item={item} />
            <MethodText method={item.method} quiet column />
            <span className="min-w-0 flex-1 truncate font-mono">{tailOf(item.url)}</span>
            {item.sentBy ? (
              <span className="text-muted max-w-16 shrink-0 truncate text-xs">
                <span className="sr-only">sent by </span>
                {item.sentBy}
              </span>
            ) : null}
            <ClockTime
              iso={item.startedAt}
              className="text-faint shrink-0 group-hover:invisible group-has-[[aria-label^=Delete]:focus-visible]:invisible pointer-coarse:mr-6"
            />
          </button>
          <IconButton
            label={`Delete ${item.method} ${tailOf(item.url)} from the history`}
            onClick={() => onDelete(item)}
            className="absolute right-1.5 bottom-[calc(var(--row)/2-0.75rem)] opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
          >
            <X aria-hidden="true" className="size-3.5" />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}

/** What the row has no room for. */
function titleOf({ method, url, totalMs, size, sentBy }: ExchangeSummary): string {
  const facts = [
    sentBy ? `sent by ${sentBy}` : '',
    totalMs === null ? '' : formatDuration(totalMs),
    size === null ? '' : formatBytes(size),
  ].filter(Boolean);
  return `${method} ${url}${facts.length > 0 ? `\n${facts.join(' · ')}` : ''}`;
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
