'use client';
import clsx from 'clsx';
import type { ShownHop } from '@/components/exchange/hops';
import { StatusText } from '@/components/ui/status-text';
import { shortUrl } from './short-url';

/** The way of a redirected send: each hop can be chosen to be looked at. */
export function HopList({
  hops,
  chosen,
  onChoose,
}: {
  hops: readonly ShownHop[];
  /** counts from 0 */
  chosen: number;
  onChoose: (hop: number) => void;
}) {
  return (
    <ol aria-label="Hops" className="flex flex-wrap items-center gap-1">
      {hops.map(({ number, request, response }, index) => (
        <li key={number} className="flex min-w-0 items-center gap-1">
          {index > 0 ? (
            <span aria-hidden="true" className="text-faint">
              →
            </span>
          ) : null}
          <button
            type="button"
            aria-pressed={index === chosen}
            aria-label={`Hop ${number}: ${request.method} ${request.url}, ${response?.status ?? 'no response'}`}
            onClick={() => onChoose(index)}
            className={clsx(
              'flex min-h-7 min-w-0 items-center gap-2 rounded border px-2 font-mono text-sm transition-colors',
              index === chosen ? 'border-accent bg-accent-wash' : 'hover:bg-hover',
            )}
          >
            <span className="text-left wrap-anywhere">
              {request.method} {shortUrl(request.url, hops[0]?.request.url)}
            </span>
            {response ? <StatusText status={response.status} /> : <span>no response</span>}
          </button>
        </li>
      ))}
    </ol>
  );
}
