'use client';
import { useState } from 'react';
import type { ExchangeRecord } from '@/lib/model/exchange';
import { TabPanel, Tabs, type TabItem } from '@/components/ui/tabs';
import { BodyView } from './body-view';
import { CookiesView } from './cookies-view';
import { EmptyState } from '@/components/ui/empty-state';
import { FailureNote } from './failure-note';
import { HeaderTable } from './header-table';
import { hopsOf, storedCount } from './hops';
import { HopsView } from './hops-view';
import { StatusLine } from './status-line';
import { TimingView } from './timing-view';

type View = 'body' | 'headers' | 'cookies' | 'hops' | 'timing';

export interface ExchangeViewProps {
  record: ExchangeRecord;
  /** where the whole body is; null on a public page, which has only what is in the record */
  exchangeId: string | null;
  /** makes the ids of several views on one page differ */
  prefix?: string;
}

/** One send as it happened: status line and its five views. */
export function ExchangeView({ record, exchangeId, prefix = 'response' }: ExchangeViewProps) {
  const [view, setView] = useState<View>('body');
  const { response, error } = record;
  const stored = storedCount(record);
  const hops = hopsOf(record);
  const tabs: TabItem<View>[] = [
    { id: 'body', label: 'Body' },
    { id: 'headers', label: 'Headers', badge: response?.headers.length },
    { id: 'cookies', label: 'Cookies', badge: stored > 0 ? `+${String(stored)}` : '' },
    { id: 'hops', label: 'Hops', badge: hops.length },
    { id: 'timing', label: 'Timing' },
  ];
  return (
    <section aria-label="Response" className="bg-raised flex min-h-0 flex-1 flex-col">
      <StatusLine record={record} />
      <Tabs
        label="Response views"
        prefix={prefix}
        items={tabs}
        selected={view}
        onSelect={setView}
        className="border-b px-1"
      />
      {error ? <FailureNote error={error} hops={hops.length} /> : null}
      <TabPanel prefix={prefix} id={view} className="flex min-h-0 flex-1 flex-col">
        {view === 'body' && response ? (
          <BodyView key={exchangeId} response={response} exchangeId={exchangeId} />
        ) : null}
        {view === 'headers' && response ? (
          <div className="scroll-thin min-h-0 flex-1 overflow-auto">
            <HeaderTable caption="Response headers" headers={response.headers} />
          </div>
        ) : null}
        {(view === 'body' || view === 'headers') && !response ? (
          <EmptyState title="No response">The hops show how far the send came.</EmptyState>
        ) : null}
        {view === 'cookies' ? <CookiesView record={record} /> : null}
        {view === 'hops' ? <HopsView record={record} /> : null}
        {view === 'timing' ? <TimingView record={record} /> : null}
      </TabPanel>
    </section>
  );
}
