import type { ExchangeRecord } from '@/lib/model/exchange';
import { HopTitle } from './hop-title';
import { hopsOf } from './hops';
import { LedgerTable } from './ledger-table';

/** The ledger of every hop. */
export function CookiesView({ record }: { record: ExchangeRecord }) {
  return (
    <div className="scroll-thin min-h-0 flex-1 overflow-auto">
      {hopsOf(record).map((hop) => (
        <section key={hop.number} aria-label={`Cookies of hop ${String(hop.number)}`}>
          <h3 className="bg-panel flex min-h-8 items-center border-b px-3 py-1">
            <HopTitle hop={hop} />
          </h3>
          <div className="border-b">
            <LedgerTable ledger={hop.cookies} caption={`Cookies of hop ${String(hop.number)}`} />
          </div>
        </section>
      ))}
    </div>
  );
}
