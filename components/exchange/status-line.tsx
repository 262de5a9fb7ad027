import type { ExchangeRecord } from '@/lib/model/exchange';
import { formatBytes, formatCount, formatDuration } from '@/components/ui/quantity';
import { StatusShape, StatusText } from '@/components/ui/status-text';
import { hopsOf } from './hops';
import { totalMs } from './summary';

/** `200 OK · 132 ms · 2.1 kB · 2 hops`, announced when it changes. */
export function StatusLine({ record }: { record: ExchangeRecord }) {
  const { response, timings } = record;
  const hops = hopsOf(record).length;
  return (
    <div
      role="status"
      aria-label="Outcome"
      className="flex h-9 shrink-0 items-center gap-3 overflow-hidden border-b px-3"
    >
      {response ? (
        <StatusText status={response.status} reason={response.reason} className="min-w-0 font-semibold" />
      ) : (
        <span className="text-bad inline-flex items-center gap-1.5 font-semibold">
          <StatusShape tone="bad" />
          No response
        </span>
      )}
      <span className="text-muted">{formatDuration(totalMs(record, timings.totalMs))}</span>
      {response ? <span className="text-muted">{formatBytes(response.body.size)}</span> : null}
      {hops > 1 ? <span className="text-muted">{formatCount(hops, 'hop')}</span> : null}
    </div>
  );
}
