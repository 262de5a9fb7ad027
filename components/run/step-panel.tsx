'use client';
import { useState } from 'react';
import { StepComments } from '@/components/comment/comments-door';
import { FailureNote } from '@/components/exchange/failure-note';
import { hopsOf } from '@/components/exchange/hops';
import { MessageList } from '@/components/exchange/message-list';
import { detourWords, sizeWords, totalMs } from '@/components/exchange/summary';
import { formatDuration } from '@/components/ui/quantity';
import { StatusText } from '@/components/ui/status-text';
import type { Exchange } from '@/lib/model/exchange';
import type { StepResult } from '@/lib/model/run';
import { HopDetails, type HopTab } from './hop-details';
import { HopList } from './hop-list';
import { JarDifference } from './jar-change';
import { OffersOfStep } from './offer-door';
import type { PlannedStep } from './run-view';
import { STANDING_WORDS, triesWords, whyNot } from './run-words';
import { StepChecks, StepExtracts } from './step-checks';
import { StepMark } from './step-mark';
import type { Use } from './uses';

export interface StepPanelProps {
  number: number;
  result: StepResult;
  planned: PlannedStep | undefined;
  /** the variables that its request names */
  uses: readonly Use[];
  tab: HopTab;
  onTab: (tab: HopTab) => void;
  bodyHref?: ((exchangeId: string) => string) | undefined;
}

/** A step that ran: how it went, what it checked and took, every hop, and the jar before and after. */
export function StepPanel(props: StepPanelProps) {
  const { number, result, planned, uses } = props;
  return (
    <div className="flex flex-col gap-3">
      <StepHeading number={number} result={result} />
      <UseLine uses={uses} />
      <Trouble result={result} />
      <div className="grid min-w-0 gap-x-6 gap-y-4 @2xl:grid-cols-[minmax(0,1fr)_minmax(15rem,20rem)]">
        <div className="flex min-w-0 flex-col gap-3">
          {result.exchange?.response ? (
            <>
              <StepChecks assertions={result.assertions} />
              <StepExtracts extracted={result.extracted} planned={planned?.extract} />
            </>
          ) : result.assertions.length > 0 ? (
            <p className="text-muted">Without a response there was nothing to check.</p>
          ) : null}
          <OffersOfStep result={result} />
          {result.exchange ? <Wire {...props} exchange={result.exchange} /> : null}
        </div>
        <JarDifference before={result.jarBefore} after={result.jarAfter} />
      </div>
    </div>
  );
}

/** What went over the wire: the hops, and one of them in full. */
function Wire({ result, exchange, tab, onTab, bodyHref }: StepPanelProps & { exchange: Exchange }) {
  const hops = hopsOf(exchange);
  const last = hops.length - 1;
  const [chosen, setChosen] = useState(last);
  const hop = hops[chosen];
  const href = chosen === last ? bodyHref?.(exchange.id) : undefined;
  return (
    <>
      {hops.length > 1 ? <HopList hops={hops} chosen={chosen} onChoose={setChosen} /> : null}
      {chosen === last && exchange.socket ? (
        <MessageList messages={exchange.socket.messages} className="bg-raised max-h-96 rounded border" />
      ) : null}
      {hop ? (
        <HopDetails
          exchangeId={exchange.id}
          hop={hop}
          request={result.request}
          tab={tab}
          onTab={onTab}
          href={href}
        />
      ) : null}
    </>
  );
}

/** `uses {{csrf}} from step 1 and {{password}}, given`: what earlier steps took shows where it went. */
function UseLine({ uses }: { uses: readonly Use[] }) {
  if (uses.length === 0) return null;
  return (
    <ul aria-label="Used" className="text-muted flex flex-wrap gap-x-3 text-sm">
      {uses.map(({ variable, step }) => (
        <li key={variable}>
          uses <code className="bg-moved-wash text-moved rounded-sm px-0.5">{`{{${variable}}}`}</code>{' '}
          {step === null ? 'as given' : `from step ${step}`}
        </li>
      ))}
    </ul>
  );
}

function Trouble({ result }: { result: StepResult }) {
  const error = result.exchange?.error;
  if (error) {
    return (
      <div className="overflow-hidden rounded border">
        <FailureNote error={error} hops={(result.exchange?.history.length ?? 0) + 1} />
      </div>
    );
  }
  const reason = whyNot(result);
  return reason ? <p className="text-bad">{reason}</p> : null;
}

function StepHeading({ number, result }: { number: number; result: StepResult }) {
  const { exchange } = result;
  const tries = triesWords(result);
  return (
    <header className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="min-w-0 text-lg font-semibold wrap-anywhere">
          <span className="text-faint mr-2 font-normal">{number}</span>
          {result.name}
        </h3>
        <span className="inline-flex items-center gap-1.5">
          <StepMark standing={result.status} />
          {STANDING_WORDS[result.status]}
        </span>
        <StepComments stepId={result.stepId} of={`step ${number}, ${result.name}`} />
      </div>
      {exchange ? <Outline exchange={exchange} /> : null}
      {tries ? <p className="text-muted">{tries}</p> : null}
    </header>
  );
}

/** `200 OK · 132 ms · 2.1 kB · 2 redirects`, and what was asked for first. */
function Outline({ exchange }: { exchange: Exchange }) {
  const { response, request, history, timings } = exchange;
  const first = history[0]?.request ?? request;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
      {response ? (
        <StatusText status={response.status} reason={response.reason} className="font-semibold" />
      ) : null}
      <span className="text-muted">{formatDuration(totalMs(exchange, timings.totalMs))}</span>
      {response ? <span className="text-muted">{sizeWords(exchange)}</span> : null}
      {history.length > 0 ? <span className="text-muted">{detourWords(exchange)}</span> : null}
      <code className="text-muted min-w-0 text-sm wrap-anywhere">
        {first.method} {first.url}
      </code>
    </p>
  );
}
