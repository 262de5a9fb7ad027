import clsx from 'clsx';
import type { ExchangeRecord } from '@/lib/model/exchange';
import { formatDuration } from '@/components/ui/quantity';
import { ScrollArea } from '@/components/ui/scroll-area';
import { HopTitle } from './hop-title';
import { hopsOf } from './hops';
import { PHASES, waterfall, type Bar } from './phases';

/** Where the time went: all hops as a waterfall on one axis, then the phases of each. */
export function TimingView({ record }: { record: ExchangeRecord }) {
  const { lanes, total } = waterfall(hopsOf(record));
  const used = PHASES.filter(({ label }) =>
    lanes.some(({ bars }) => bars.some((bar) => bar.label === label)),
  );
  return (
    <ScrollArea label="Timing">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b px-3 py-2 text-sm">
        <span className="font-semibold">{formatDuration(total)}</span>
        {used.map(({ label, ground }) => (
          <span key={label} className="text-muted inline-flex items-center gap-1.5">
            <span aria-hidden="true" className={clsx('size-2.5 rounded-sm', ground)} />
            {label}
          </span>
        ))}
      </div>
      {lanes.map(({ hop, bars }) => (
        <section
          key={hop.number}
          aria-label={`Timing of hop ${String(hop.number)}`}
          className="border-b pb-2"
        >
          <h3 className="bg-panel flex min-h-8 items-center gap-2 border-b px-3 py-1">
            <HopTitle hop={hop} />
            <span className="text-muted shrink-0 text-sm">{formatDuration(hop.timings.totalMs)}</span>
          </h3>
          <div aria-hidden="true" className="relative mt-2 mr-23 ml-31 h-3">
            {bars.map((bar) => (
              <div
                key={bar.label}
                className={clsx(
                  'absolute inset-y-0 min-w-px first:rounded-l-sm last:rounded-r-sm',
                  bar.ground,
                )}
                style={placeOf(bar, total)}
              />
            ))}
          </div>
          <PhaseTable number={hop.number} bars={bars} total={total} />
        </section>
      ))}
    </ScrollArea>
  );
}

function PhaseTable({ number, bars, total }: { number: number; bars: readonly Bar[]; total: number }) {
  return (
    <table className="mt-1 w-full table-fixed text-left text-sm">
      <caption className="sr-only">Phases of hop {number}</caption>
      <colgroup>
        <col className="w-28" />
        <col />
        <col className="w-20" />
      </colgroup>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.label}>
            <th scope="row" className="text-muted h-6 pl-3 font-normal">
              {bar.label}
            </th>
            <td className="px-3">
              <div aria-hidden="true" className="relative h-2">
                <div
                  className={clsx('absolute inset-y-0 min-w-0.5 rounded-sm', bar.ground)}
                  style={placeOf(bar, total)}
                />
              </div>
            </td>
            <td className="pr-3 text-right">{formatDuration(bar.ms)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function placeOf({ from, ms }: Bar, total: number) {
  return {
    left: `${String(Math.min(99.5, (from / total) * 100))}%`,
    width: `${String(Math.min(100, (ms / total) * 100))}%`,
  };
}
