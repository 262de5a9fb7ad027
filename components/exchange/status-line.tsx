import clsx from 'clsx';
import type { ExchangeRecord } from '@/lib/model/exchange';
import { formatDuration } from '@/components/ui/quantity';
import { StatusShape, StatusText } from '@/components/ui/status-text';
import { detourWords, sizeWords, totalMs } from './summary';

/** `200 OK · 132 ms · 2.1 kB · 2 redirects`, announced when it changes. */
export function StatusLine({ record }: { record: ExchangeRecord }) {
  const { response, timings } = record;
  const detours = detourWords(record);
  return (
    <div
      role="status"
      aria-label="Outcome"
      className="flex h-9 shrink-0 items-center gap-3 overflow-hidden border-b px-3"
    >
      {response ? (
        <StatusText
          status={response.status}
          reason={response.reason}
          className={clsx('font-semibold', record.socket ? 'shrink-0' : 'min-w-0')}
        />
      ) : (
        <span className="text-bad inline-flex items-center gap-1.5 font-semibold">
          <StatusShape tone="bad" />
          No response
        </span>
      )}
      {/* The blanks keep the words apart for whoever reads the line as text; flex shows none of them. */}{' '}
      <span className="text-muted shrink-0">{formatDuration(totalMs(record, timings.totalMs))}</span>{' '}
      {response ? (
        <span className={clsx('text-muted', record.socket ? 'truncate' : 'shrink-0')}>
          {sizeWords(record)}
        </span>
      ) : null}{' '}
      {detours ? <span className="text-muted truncate">{detours}</span> : null}
    </div>
  );
}
