import type { ExchangeRecord } from '@/lib/model/exchange';
import { ScrollArea } from '@/components/ui/scroll-area';
import { HopTitle } from './hop-title';
import { hopsOf } from './hops';
import { LedgerTable } from './ledger-table';

/** The ledger of every hop. */
export function CookiesView({ record, exchangeId }: { record: ExchangeRecord; exchangeId: string | null }) {
  return (
    <ScrollArea label="Cookie ledger">
      {hopsOf(record).map((hop) => (
        <section key={hop.number} aria-label={`Cookies of hop ${String(hop.number)}`}>
          <h3 className="bg-panel flex min-h-8 items-center border-b px-3 py-1">
            <HopTitle hop={hop} />
          </h3>
          <div className="border-b">
            <LedgerTable ledger={hop.cookies} hop={hop.number} exchangeId={exchangeId} />
          </div>
        </section>
      ))}
    </ScrollArea>
  );
}
