import clsx from 'clsx';
import type { ExchangeRecord } from '@/lib/model/exchange';
import { EmptyState } from '@/components/ui/empty-state';
import { ScrollArea } from '@/components/ui/scroll-area';
import { HopTitle } from './hop-title';
import { hopsOf, type ShownHop } from './hops';
import { whyGroups, type WhyGroup, type WhyRow } from './why-rows';

const COLOUR: Record<WhyRow['fate'], string> = {
  kept: 'text-ink',
  overrode: 'text-moved',
  removed: 'text-warn',
};

/** For everything that went out: whose it was, which rule decided, and what it overrode; what was removed, too. */
export function WhyView({ record }: { record: ExchangeRecord }) {
  const hops = hopsOf(record).filter(({ request }) => (request.origins ?? []).length > 0);
  if (hops.length === 0)
    return <EmptyState title="Nothing to explain">The request did not come as far as being made.</EmptyState>;
  return (
    <ScrollArea label="Why">
      {hops.map((hop) => (
        <Hop key={hop.number} hop={hop} />
      ))}
    </ScrollArea>
  );
}

function Hop({ hop }: { hop: ShownHop }) {
  return (
    <section aria-label={`Why, of hop ${String(hop.number)}`}>
      <h3 className="bg-panel flex min-h-8 items-center border-b px-3 py-1">
        <HopTitle hop={hop} />
      </h3>
      {whyGroups(hop.request).map((group) => (
        <Group key={group.title} group={group} hop={hop.number} />
      ))}
    </section>
  );
}

function Group({ group: { title, rows }, hop }: { group: WhyGroup; hop: number }) {
  return (
    <div className="border-b pb-1">
      <h4 className="text-muted px-3 pt-2 pb-1 text-sm font-semibold">{title}</h4>
      <table className="block w-full text-left text-sm md:table md:table-fixed">
        <caption className="sr-only">
          {title} of hop {hop}
        </caption>
        <colgroup>
          <col className="w-[45%]" />
          <col />
          <col className="w-20" />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">What went out</th>
            <th scope="col">Whose, and why</th>
            <th scope="col">Rule</th>
          </tr>
        </thead>
        <tbody className="block md:table-row-group">
          {rows.map((row, index) => (
            <Row key={index} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row }: { row: WhyRow }) {
  const removed = row.fate === 'removed';
  return (
    <tr className="hover:bg-hover/60 block border-b px-3 py-1 leading-5 last:border-b-0 md:table-row md:p-0">
      <th
        scope="row"
        className="block font-mono font-normal wrap-anywhere md:table-cell md:py-1 md:pr-3 md:pl-3 md:align-top"
      >
        <span className={clsx(removed ? 'text-faint line-through' : 'text-muted')}>{row.name}</span>
        {row.value === null ? null : (
          <span className="line-clamp-3" title={row.value}>
            {row.value}
          </span>
        )}
      </th>
      <td className="text-muted inline wrap-anywhere md:table-cell md:py-1 md:pr-3 md:align-top">
        <span className={clsx('mr-1.5 font-semibold', COLOUR[row.fate])}>
          {removed ? `removed by ${row.from}` : row.from}
        </span>{' '}
        {row.words}
      </td>
      <td className="text-faint inline pl-2 md:table-cell md:py-1 md:pr-3 md:pl-0 md:align-top">
        {row.rule}
      </td>
    </tr>
  );
}
