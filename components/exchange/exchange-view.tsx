'use client';
import { useState } from 'react';
import type { ExchangeRecord } from '@/lib/model/exchange';
import { TabPanel, Tabs, type TabItem } from '@/components/ui/tabs';
import { ScrollArea } from '@/components/ui/scroll-area';
import { BodyView } from './body-view';
import { CookiesView } from './cookies-view';
import { FailureNote } from './failure-note';
import { HeaderTable } from './header-table';
import { hopsOf } from './hops';
import { changeMarks, jarMoves } from './jar-moves';
import { HopPath } from './hop-path';
import { HopsView } from './hops-view';
import { LinkTable } from './link-table';
import { StatusLine } from './status-line';
import type { TakeValue } from './take-value';
import { MessageList } from './message-list';
import { TimingView } from './timing-view';
import { WhyView } from './why-view';

type View = 'body' | 'headers' | 'cookies' | 'hops' | 'timing' | 'why';

export interface ExchangeViewProps {
  record: ExchangeRecord;
  /** where the whole body is; null on a public page, which has only what is in the record */
  exchangeId: string | null;
  /** makes the ids of several views on one page differ */
  prefix?: string;
  /** what can be made of a value of a JSON body; left out: nothing */
  take?: TakeValue;
}

/** One send as it happened: status line and its six views. */
export function ExchangeView({ record, exchangeId, prefix = 'response', take }: ExchangeViewProps) {
  const [view, setView] = useState<View>('body');
  const [hop, setHop] = useState<number | null>(null);
  const { error } = record;
  return (
    <section aria-label="Response" className="bg-raised flex min-h-0 flex-1 flex-col">
      <StatusLine record={record} />
      <Tabs
        label="Response views"
        prefix={prefix}
        items={tabsOf(record)}
        selected={view}
        onSelect={(next) => {
          setView(next);
          setHop(null);
        }}
        className="shrink-0 border-b px-1"
      />
      <HopPath
        record={record}
        current={hop}
        onOpen={(number) => {
          setView('hops');
          setHop(number);
        }}
      />
      {error ? <FailureNote error={error} hops={record.history.length + 1} /> : null}
      <TabPanel prefix={prefix} id={view} className="flex min-h-0 flex-1 flex-col max-md:pb-16">
        <Shown {...{ view, hop, record, exchangeId, take }} />
      </TabPanel>
    </section>
  );
}

function tabsOf(record: ExchangeRecord): TabItem<View>[] {
  return [
    record.socket
      ? { id: 'body', label: 'Messages', badge: record.socket.messages.length }
      : { id: 'body', label: 'Body' },
    { id: 'headers', label: 'Headers', badge: record.response?.headers.length },
    { id: 'cookies', label: 'Cookies', badge: changeMarks(jarMoves(record)) },
    { id: 'hops', label: 'Hops', badge: hopsOf(record).length },
    { id: 'timing', label: 'Timing' },
    { id: 'why', label: 'Why' },
  ];
}

function Shown({
  view,
  hop,
  record,
  exchangeId,
  take,
}: {
  view: View;
  /** the hop to open, by its number */
  hop: number | null;
  record: ExchangeRecord;
  exchangeId: string | null;
  take: TakeValue | undefined;
}) {
  const { response, socket } = record;
  if (view === 'cookies') return <CookiesView record={record} exchangeId={exchangeId} />;
  if (view === 'hops') return <HopsView key={hop} record={record} exchangeId={exchangeId} open={hop} />;
  if (view === 'timing') return <TimingView record={record} />;
  if (view === 'why') return <WhyView record={record} />;
  // That there is none, and why, stands over it.
  if (!response) return <p className="text-muted px-3 py-2">{howFar(record)}</p>;
  if (view === 'body' && socket) return <MessageList messages={socket.messages} className="min-h-0 flex-1" />;
  if (view === 'body') return <BodyView key={exchangeId} {...{ response, exchangeId, take }} />;
  return (
    <ScrollArea label="Headers">
      <HeaderTable caption="Response headers" headers={response.headers} />
      {response.links ? <LinkTable links={response.links} base={response.url} /> : null}
    </ScrollArea>
  );
}

function howFar({ timings, history }: ExchangeRecord): string {
  if (timings.totalMs === 0 && history.length === 0) return 'Nothing was sent.';
  return 'What was sent, and how far it came, is under Hops.';
}
