'use client';
import { useEffect, useRef, useState } from 'react';
import { StepPlayer } from '@/components/run/step-player';
import { formatCount } from '@/components/ui/quantity';
import type { SharedView } from '@/lib/model/share';
import { PlannedSteps } from './planned-steps';
import { ReplayForm, type ReplayFormProps } from './replay-form';
import { useReplay, type Replay } from './use-replay';

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
        onReplay={() => void replay.start(values)}
        state={stateOf(replay)}
        problem={replay.problem}
        faults={replay.faults}
      />
      {replay.view ? (
        <div ref={player} className="scroll-mt-4">
          <h2 className="sr-only">The replay</h2>
          <StepPlayer view={replay.view} />
        </div>
      ) : null}
      <details open={!replay.view} className="border-t pt-3">
        <summary className="text-lg font-semibold">
          What is sent{' '}
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
