'use client';
import { ChevronRight } from 'lucide-react';
import { useCallback, type ReactNode } from 'react';
import type { ExchangeRecord } from '@/lib/model/exchange';
import { formatBytes, formatDuration } from '@/components/ui/quantity';
import { ScrollArea } from '@/components/ui/scroll-area';
import { CertificateChain, tlsTitle } from './certificate-chain';
import { HeaderTable } from './header-table';
import { HopTitle } from './hop-title';
import { hopsOf, type ShownHop } from './hops';
import { LedgerTable } from './ledger-table';
import { SentBody } from './sent-body';

/** The path of a send: each hop opens its own request, response and cookies. `open` is the one to show first. */
export function HopsView({ record, open }: { record: ExchangeRecord; open: number | null }) {
  const hops = hopsOf(record);
  const opened = useCallback((element: HTMLElement | null) => {
    const area = element?.closest('[role=region]');
    // Not scrollIntoView, which would scroll what is around the area as well, and the page out of its frame.
    if (element && area)
      area.scrollTop += element.getBoundingClientRect().top - area.getBoundingClientRect().top;
    element?.focus({ preventScroll: true });
  }, []);
  return (
    <ScrollArea label="Hops">
      <ol>
        {hops.map((hop) => (
          <li key={hop.number} className="border-b">
            <details open={hops.length === 1 || hop.number === open} className="group">
              <summary
                ref={hop.number === open ? opened : undefined}
                className="bg-panel hover:bg-hover flex min-h-8 list-none items-center gap-2 px-3 py-1 -outline-offset-2!"
              >
                <ChevronRight
                  aria-hidden="true"
                  className="text-faint size-4 shrink-0 transition-transform group-open:rotate-90"
                />
                <HopTitle hop={hop} />
                <span className="text-faint shrink-0 text-sm">{formatDuration(hop.timings.totalMs)}</span>
              </summary>
              <HopDetails hop={hop} />
            </details>
          </li>
        ))}
      </ol>
    </ScrollArea>
  );
}

function HopDetails({ hop }: { hop: ShownHop }) {
  const n = String(hop.number);
  return (
    <div className="bg-raised border-t">
      <Part title="Request as sent">
        <HeaderTable caption={`Request headers of hop ${n}`} headers={hop.request.headers} />
        <SentBody body={hop.request.body} />
      </Part>
      {hop.response ? (
        <Part
          title={`Response · HTTP/${hop.response.httpVersion.replace(/^HTTP\//, '')} · ${formatBytes(hop.response.body.size)}`}
        >
          <HeaderTable caption={`Response headers of hop ${n}`} headers={hop.response.headers} />
        </Part>
      ) : null}
      {hop.tls ? (
        <Part title={tlsTitle(hop.tls)}>
          <CertificateChain tls={hop.tls} hop={n} />
        </Part>
      ) : null}
      <Part title="Cookies">
        <LedgerTable ledger={hop.cookies} caption={`Cookies of hop ${n}`} />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="border-b last:border-b-0">
      <h4 className="text-muted px-3 pt-2 pb-1 text-sm font-semibold">{title}</h4>
      {children}
    </section>
  );
}
