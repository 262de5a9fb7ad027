'use client';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { formatCount } from '@/components/ui/quantity';
import { Skeleton } from '@/components/ui/skeleton';
import type { SharedView } from '@/lib/model/share';
import { PlannedSteps } from './planned-steps';
import { ReplayForm, type ReplayFormProps } from './replay-form';
import { useReplay, type Replay } from './use-replay';

const loadPlayer = () => import('@/components/run/step-player');
/** Comes when someone turns to Replay: those who only read the steps do without it. */
const StepPlayer = lazy(async () => ({ default: (await loadPlayer()).StepPlayer }));

/** A shared link's own part: what it asks for, Replay, the steps as they come, and what they send. */
export function SharedSequence({ token, shared }: { token: string; shared: SharedView }) {
  const [values, setValues] = useState<Record<string, string>>(() => defaultsOf(shared));
  const replay = useReplay(token, shared);
  const player = useRef<HTMLDivElement>(null);
  const runId = replay.view?.id;
  useEffect(() => {
    if (runId !== undefined) player.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [runId]);
  return (
    <>
      <ReplayForm
        variables={shared.variables}
        values={values}
        onChange={(name, value) => setValues((old) => ({ ...old, [name]: value }))}
        onNear={() => void loadPlayer()}
        onReplay={() => void replay.start(values)}
        state={stateOf(replay)}
        problem={replay.problem}
        faults={replay.faults}
      />
      {replay.view ? (
        <div ref={player} className="scroll-mt-4">
          <h2 className="sr-only">The replay</h2>
          <Suspense fallback={<Skeleton className="h-80 w-full" />}>
            <StepPlayer view={replay.view} />
          </Suspense>
        </div>
      ) : null}
      <details open={!replay.view} className="border-t pt-3">
        <summary>
          <h2 className="inline text-lg font-semibold">What is sent</h2>{' '}
          <span className="text-muted text-base font-normal">
            {formatCount(shared.steps.length, 'step')}, in this order, through one session
          </span>
        </summary>
        <PlannedSteps steps={shared.steps} />
      </details>
    </>
  );
}

function stateOf({ starting, view }: Replay): ReplayFormProps['state'] {
  if (starting) return 'starting';
  if (!view) return 'ready';
  return view.status === 'running' && !view.lost ? 'running' : 'done';
}

function defaultsOf(shared: SharedView): Record<string, string> {
  return Object.fromEntries(
    shared.variables.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])),
  );
}
