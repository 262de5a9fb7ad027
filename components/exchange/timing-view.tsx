import type { ExchangeRecord, Timings } from '@/lib/model/exchange';
import { formatDuration } from '@/components/ui/quantity';
import { ScrollArea } from '@/components/ui/scroll-area';
import { HopTitle } from './hop-title';
import { hopsOf } from './hops';

const PHASES: readonly [keyof Timings, string][] = [
  ['dnsMs', 'Name lookup'],
  ['connectMs', 'Connect'],
  ['tlsMs', 'TLS'],
  ['sendMs', 'Send'],
  ['waitMs', 'Wait'],
  ['receiveMs', 'Receive'],
];

interface Bar {
  label: string;
  /** milliseconds since the first hop began */
  from: number;
  ms: number;
}

function barsOf(timings: Timings, start: number): Bar[] {
  let from = start;
  return PHASES.flatMap(([key, label]) => {
    const ms = timings[key];
    if (ms === null) return [];
    const bar = { label, from, ms };
    from += ms;
    return [bar];
  });
}

/** Where the time went: the phases of every hop on one axis. */
export function TimingView({ record }: { record: ExchangeRecord }) {
  const hops = hopsOf(record);
  const total = Math.max(
    hops.reduce((sum, hop) => sum + hop.timings.totalMs, 0),
    0.001,
  );
  const starts = hops.map((_, index) =>
    hops.slice(0, index).reduce((sum, hop) => sum + hop.timings.totalMs, 0),
  );
  return (
    <ScrollArea label="Timing">
      {hops.map((hop, index) => (
        <section
          key={hop.number}
          aria-label={`Timing of hop ${String(hop.number)}`}
          className="border-b pb-2"
        >
          <h3 className="bg-panel flex min-h-8 items-center border-b px-3 py-1">
            <HopTitle hop={hop} />
          </h3>
          <table className="mt-1 w-full table-fixed text-left text-sm">
            <caption className="sr-only">Phases of hop {hop.number}</caption>
            <colgroup>
              <col className="w-28" />
              <col />
              <col className="w-20" />
            </colgroup>
            <tbody>
              {barsOf(hop.timings, starts[index] ?? 0).map((bar) => (
                <tr key={bar.label}>
                  <th scope="row" className="text-muted h-6 pl-3 font-normal">
                    {bar.label}
                  </th>
                  <td className="px-2">
                    <div
                      aria-hidden="true"
                      className="bg-line-strong h-2.5 min-w-0.5 rounded-sm"
                      style={{
                        marginLeft: `${String(Math.min(99, (bar.from / total) * 100))}%`,
                        width: `${String(Math.min(100, (bar.ms / total) * 100))}%`,
                      }}
                    />
                  </td>
                  <td className="pr-3 text-right">{formatDuration(bar.ms)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
      <p className="flex justify-between px-3 py-2 text-sm">
        <span className="text-muted">Total</span>
        <span className="font-semibold">{formatDuration(total)}</span>
      </p>
    </ScrollArea>
  );
}
