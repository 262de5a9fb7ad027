'use client';
import { ChevronLeft, ChevronRight, Square } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { HopTab } from './hop-details';
import { PlannedRequest } from './planned-request';
import { doneCount, latestStep, standingOf, type RunView } from './run-view';
import { runSentence, stepAnnouncement, STANDING_WORDS } from './run-words';
import { StepMark } from './step-mark';
import { StepPanel } from './step-panel';
import { StepRail } from './step-rail';

export interface StepPlayerProps {
  view: RunView;
  onCancel?: (() => void) | undefined;
  bodyHref?: ((exchangeId: string) => string) | undefined;
}

/** A run, step by step. It follows the run as steps finish until someone chooses a step. */
export function StepPlayer({ view, onCancel, bodyHref }: StepPlayerProps) {
  const [choice, setChoice] = useState<{ run: string; position: number } | null>(null);
  const [tab, setTab] = useState<HopTab>('response');
  const chosen = choice?.run === view.id ? choice.position : latestStep(view);
  const choose = (position: number) => setChoice({ run: view.id, position });
  const result = view.results[chosen];
  const planned = view.planned[chosen];
  return (
    <section aria-label="Step player" className="@container flex min-w-0 flex-col gap-3">
      <StepRail view={view} chosen={chosen} onChoose={choose} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="flex items-center gap-1">
          <IconButton
            label="Previous step"
            size="md"
            disabled={chosen === 0}
            onClick={() => choose(chosen - 1)}
          >
            <ChevronLeft aria-hidden="true" className="size-4" />
          </IconButton>
          <span className="text-muted min-w-20 text-center">
            step {chosen + 1} of {view.stepCount}
          </span>
          <IconButton
            label="Next step"
            size="md"
            disabled={chosen >= view.stepCount - 1}
            onClick={() => choose(chosen + 1)}
          >
            <ChevronRight aria-hidden="true" className="size-4" />
          </IconButton>
        </span>
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
        {doneCount(view) > 0 ? stepAnnouncement(view, latestStep(view)) : ''}{' '}
        {view.status === 'running' ? '' : runSentence(view)}
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
            planned={planned}
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
