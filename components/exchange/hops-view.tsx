'use client';
import clsx from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useCallback, type ReactNode } from 'react';
import { Comments, useCommenting } from '@/components/comment/comments-door';
import type { ExchangeRecord } from '@/lib/model/exchange';
import { formatBytes, formatDuration } from '@/components/ui/quantity';
import { ScrollArea } from '@/components/ui/scroll-area';
import { CertificateChain, tlsTitle } from './certificate-chain';
import { HeaderTable } from './header-table';
import { HopTitle } from './hop-title';
import { hopsOf, type ShownHop } from './hops';
import { LedgerTable } from './ledger-table';
import { SentBody } from './sent-body';

export interface HopsViewProps {
  record: ExchangeRecord;
  /** null where it is not stored as one of this workspace */
  exchangeId: string | null;
  /** the hop to show first */
  open: number | null;
}

/** The path of a send: each hop opens its own request, response and cookies. */
export function HopsView({ record, exchangeId, open }: HopsViewProps) {
  const hops = hopsOf(record);
  const commenting = useCommenting() && exchangeId !== null;
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
          <li key={hop.number} className="relative border-b">
            <details open={hops.length === 1 || hop.number === open} className="group">
              <summary
                ref={hop.number === open ? opened : undefined}
                className={clsx(
                  'bg-panel hover:bg-hover flex min-h-8 list-none items-start gap-2 py-1.5 pl-3 -outline-offset-2!',
                  commenting ? 'pr-13' : 'pr-3',
                )}
              >
                <ChevronRight
                  aria-hidden="true"
                  className="text-faint mt-0.5 size-4 shrink-0 transition-transform group-open:rotate-90"
                />
                <HopTitle hop={hop} />
                <span className="text-faint shrink-0 text-sm leading-5">
                  {formatDuration(hop.timings.totalMs)}
                </span>
              </summary>
              <HopDetails hop={hop} exchangeId={exchangeId} />
            </details>
            {commenting ? (
              <span className="absolute top-1 right-3 flex">
                <Comments pin={{ on: 'hop', exchangeId, hop: hop.number }} of={`hop ${hop.number}`} />
              </span>
            ) : null}
          </li>
        ))}
      </ol>
    </ScrollArea>
  );
}

function HopDetails({ hop, exchangeId }: { hop: ShownHop; exchangeId: string | null }) {
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
        <LedgerTable ledger={hop.cookies} hop={hop.number} exchangeId={exchangeId} />
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
