'use client';
import dynamic from 'next/dynamic';
import { memo, useEffect } from 'react';
import { fetchExchange } from '@/components/exchange/live';
import { ProgressPane } from '@/components/exchange/progress-line';
import { NOT_YET } from '@/components/exchange/send-progress';
import { sentenceOf } from '@/components/shell/outcome';
import { EmptyState } from '@/components/ui/empty-state';
import { FirstSteps } from './first-steps';
import { faultsOfExchange } from './faults';
import { useSends, useSendStore, type Flight } from './send-store';
import { useTakeValue } from './use-take-value';

const ExchangeView = dynamic(
  () => import('@/components/exchange/exchange-view').then((module) => module.ExchangeView),
  {
    ssr: false,
    loading: () => <ProgressPane progress={NOT_YET} startedAt={null} />,
  },
);

const SocketPane = dynamic(
  () => import('@/components/exchange/socket-pane').then((module) => module.SocketPane),
  { ssr: false },
);

const ResponseOffers = dynamic(
  () => import('@/components/sequence/response-offers').then((module) => module.ResponseOffers),
  { ssr: false },
);

const LivePane = dynamic(() => import('@/components/exchange/live-pane').then((module) => module.LivePane), {
  ssr: false,
  loading: () => <ProgressPane progress={NOT_YET} startedAt={null} />,
});

export interface ResponsePaneProps {
  draftId: string;
  exchangeId: string | null;
  onFollow: (exchangeId: string) => void;
}

/** What came back for the request in view: progress, the exchange, or why there is none. Typing does not redraw it. */
export const ResponsePane = memo(function ResponsePane({ draftId, exchangeId, onFollow }: ResponsePaneProps) {
  const flight = useSends(({ flights }) => flights[draftId]);
  const refusal = useSends(({ refusals }) => refusals[draftId]);
  const exchange = useSends(({ exchanges }) => (exchangeId ? exchanges[exchangeId] : undefined));
  const missing = exchange || flight || refusal ? null : exchangeId;
  useStoredExchange(draftId, missing, onFollow);
  const take = useTakeValue(draftId);

  if (flight) return <FlightPane {...flight} />;
  if (refusal) {
    return (
      <section aria-label="Response" role="alert" className="bg-raised min-h-0 flex-1">
        <EmptyState title="Not sent">{refusal}</EmptyState>
      </section>
    );
  }
  if (exchange) {
    return (
      <div className="flex min-h-0 flex-1 flex-col">
        <ExchangeView key={exchange.id} record={exchange} exchangeId={exchange.id} take={take} />
        <ResponseOffers key={`offers.${exchange.id}`} exchange={exchange} />
      </div>
    );
  }
  if (missing) return <ProgressPane progress={NOT_YET} startedAt={null} />;
  return (
    <section aria-label="Response" className="scroll-thin bg-raised min-h-0 flex-1 overflow-auto">
      <FirstSteps />
    </section>
  );
});

/** A send under way: how far it is, or a WebSocket that is open. */
function FlightPane({
  exchangeId,
  progress,
  startedAt,
}: Pick<Flight, 'exchangeId' | 'progress' | 'startedAt'>) {
  if (exchangeId === null || progress.status !== 101)
    return progress.text === '' && !progress.isStream ? (
      <ProgressPane progress={progress} startedAt={startedAt} />
    ) : (
      <LivePane progress={progress} startedAt={startedAt} />
    );
  return <SocketPane {...{ exchangeId, progress, startedAt }} />;
}

/** After a reload the tab still knows its last send: it is read again, or followed when it still goes on. */
function useStoredExchange(
  draftId: string,
  exchangeId: string | null,
  onFollow: (exchangeId: string) => void,
) {
  const sends = useSendStore();
  useEffect(() => {
    if (!exchangeId) return;
    let left = false;
    fetchExchange(exchangeId).then(
      (opened) => {
        if (left) return;
        if (opened.state === 'running') {
          onFollow(exchangeId);
          return;
        }
        sends.getState().keep(opened.exchange);
        sends.getState().accuse(draftId, faultsOfExchange(opened.exchange));
      },
      (error: unknown) => left || sends.getState().refuse(draftId, sentenceOf(error)),
    );
    return () => {
      left = true;
    };
  }, [draftId, exchangeId, onFollow, sends]);
}
