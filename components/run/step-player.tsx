'use client';
import { Square } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { HopTab } from './hop-details';
import { PlannedRequest } from './planned-request';
import { doneCount, latestStep, standingOf, type RunView } from './run-view';
import { runSentence, stepAnnouncement, STANDING_WORDS } from './run-words';
import { StepMark } from './step-mark';
import { StepPanel } from './step-panel';
import { StepRail } from './step-rail';
import { Transport } from './transport';
import { usePlayback, type Playback } from './use-playback';
import { usesOf } from './uses';

export interface StepPlayerProps {
  view: RunView;
  onCancel?: (() => void) | undefined;
  bodyHref?: ((exchangeId: string) => string) | undefined;
}

/** A run, step by step: what was asked, what went over the wire, what came, and the jar before and after. */
export function StepPlayer({ view, onCancel, bodyHref }: StepPlayerProps) {
  const playback = usePlayback(view);
  const [tab, setTab] = useState<HopTab>('response');
  const { chosen } = playback;
  const result = view.results[chosen];
  return (
    <section
      aria-label="Step player"
      onKeyDown={playback.onKeyDown}
      className="@container flex min-w-0 flex-col gap-3"
    >
      <StepRail view={view} chosen={chosen} onChoose={playback.choose} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Transport playback={playback} stepCount={view.stepCount} />
        <Sentence view={view} />
        {onCancel && view.status === 'running' && !view.lost ? (
          <Button
            size="sm"
            icon={<Square aria-hidden="true" className="size-3 fill-current" />}
            onClick={onCancel}
          >
            Cancel
          </Button>
        ) : null}
      </div>
      <p role="status" className="sr-only">
        {announcement(view, playback)}
      </p>
      <div
        role="tabpanel"
        id="run-step-panel"
        aria-labelledby={`run-step-tab-${chosen}`}
        className="border-t pt-3"
      >
        {result ? (
          <StepPanel
            key={`${view.id}.${chosen}`}
            number={chosen + 1}
            result={result}
            planned={view.planned[chosen]}
            uses={usesOf(view, chosen)}
            tab={tab}
            onTab={setTab}
            bodyHref={bodyHref}
          />
        ) : (
          <Waiting view={view} position={chosen} />
        )}
      </div>
    </section>
  );
}

/** For those who listen: the step in view once someone chose it, else the one that just finished, and the end. */
function announcement(view: RunView, { chosen, chose }: Playback): string {
  if (chose) return stepAnnouncement(view, chosen) || `Step ${chosen + 1} of ${view.stepCount} has not run.`;
  const step = doneCount(view) > 0 ? stepAnnouncement(view, latestStep(view)) : '';
  return view.status === 'running' ? step : `${step} ${runSentence(view)}`;
}

const RUN_STANDING = {
  passed: 'passed',
  failed: 'failed',
  error: 'error',
  cancelled: 'cancelled',
  running: 'running',
  interrupted: 'cancelled',
} as const;

function Sentence({ view }: { view: RunView }) {
  return (
    <p className="flex min-w-0 items-center gap-2 font-semibold">
      <StepMark standing={RUN_STANDING[view.status]} />
      <span className="min-w-0">{runSentence(view)}</span>
    </p>
  );
}

/** A step that has not run: what will be, or would have been, sent. */
function Waiting({ view, position }: { view: RunView; position: number }) {
  const planned = view.planned[position];
  const standing = standingOf(view, position);
  return (
    <div className="flex flex-col gap-2">
      <h3 className="flex flex-wrap items-center gap-x-3 text-lg font-semibold">
        <span>
          <span className="text-faint mr-2 font-normal">{position + 1}</span>
          {planned?.name ?? `Step ${position + 1}`}
        </span>
        <span className="text-muted inline-flex items-center gap-1.5 text-base font-normal">
          <StepMark standing={standing} />
          {STANDING_WORDS[standing]}
        </span>
      </h3>
      {planned ? <PlannedRequest request={planned.request} /> : null}
    </div>
  );
}
