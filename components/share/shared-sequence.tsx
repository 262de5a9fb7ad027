'use client';
import { lazy, Suspense, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { viewOfRun, type RunView } from '@/components/run/run-view';
import { formatCount } from '@/components/ui/quantity';
import { Segmented } from '@/components/ui/segmented';
import { Skeleton } from '@/components/ui/skeleton';
import type { SharedView } from '@/lib/model/share';
import { ReplayForm, type ReplayFormProps } from './replay-form';
import type { SharedPageProps } from './shared-page';
import { useReplay, type Replay } from './use-replay';

const loadPlayer = () => import('@/components/run/step-player');
/** Comes when someone turns to Replay: those who only read the steps do without it. */
const CopyToWorkspace = lazy(async () => ({
  default: (await import('./copy-to-workspace')).CopyToWorkspace,
}));
const PlannedSteps = lazy(async () => ({ default: (await import('./planned-steps')).PlannedSteps }));
const StepPlayer = lazy(async () => ({ default: (await loadPlayer()).StepPlayer }));

type Shown = 'recording' | 'replay';
const SHOWN: readonly { value: Shown; label: string }[] = [
  { value: 'recording', label: 'The recording' },
  { value: 'replay', label: 'Your replay' },
];

/** A shared link's own part: what it asks for, what can be done, and the steps as they were recorded or as they come. */
export function SharedSequence({ token, shared, pass, embedded }: SharedPageProps & { embedded: boolean }) {
  const [values, setValues] = useState<Record<string, string>>(() => defaultsOf(shared));
  const [shown, setShown] = useState<Shown>('recording');
  const replay = useReplay(token, shared, pass);
  const player = useRef<HTMLDivElement>(null);
  const recorded = useMemo(() => shared.run && viewOfRun(shared.run, shared.steps), [shared]);
  useScrollTo(player, embedded ? undefined : replay.view?.id);
  const view = viewShown(shown, replay.view, recorded);
  const copy = embedded ? null : (
    <Suspense fallback={null}>
      <CopyToWorkspace token={token} pass={pass} />
    </Suspense>
  );
  const form = (
    <ReplayForm
      variables={shared.variables}
      values={values}
      onChange={(name, value) => setValues((old) => ({ ...old, [name]: value }))}
      onNear={() => void loadPlayer()}
      onReplay={() => {
        setShown('replay');
        void replay.start(values);
      }}
      state={stateOf(replay)}
      live={shared.mode === 'live'}
      problem={replay.problem}
      faults={replay.faults}
    >
      {copy}
    </ReplayForm>
  );
  const isRecording = shared.mode === 'recording';
  return (
    <>
      {isRecording ? copy : form}
      {view ? (
        <div ref={player} className="flex scroll-mt-4 flex-col gap-3">
          {recorded && replay.view ? (
            <Segmented label="What is shown" options={SHOWN} value={shown} onChange={setShown} />
          ) : null}
          <Player view={view} title={view === recorded ? 'The recording' : 'The replay'} />
        </div>
      ) : null}
      <StepsAsked steps={shared.steps} past={isRecording} open={!view} />
    </>
  );
}

/** Brings the player into view when a replay begins. In a frame it would move the page around the frame. */
function useScrollTo(player: RefObject<HTMLDivElement | null>, runId: string | undefined): void {
  useEffect(() => {
    if (runId !== undefined) player.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [player, runId]);
}

function Player({ view, title }: { view: RunView; title: string }) {
  return (
    <>
      <h2 className="sr-only">{title}</h2>
      <Suspense fallback={<Skeleton className="h-80 w-full" />}>
        <StepPlayer view={view} />
      </Suspense>
    </>
  );
}

function StepsAsked({ steps, past, open }: { steps: SharedView['steps']; past: boolean; open: boolean }) {
  return (
    <details open={open} className="border-t pt-3">
      <summary>
        <h2 className="inline text-lg font-semibold">{past ? 'What was asked for' : 'What is sent'}</h2>{' '}
        <span className="text-muted text-base font-normal">
          {formatCount(steps.length, 'step')}, in this order, through one session
        </span>
      </summary>
      <Suspense fallback={null}>
        <PlannedSteps steps={steps} />
      </Suspense>
    </details>
  );
}

/** What was asked for last; a link without a recording has its replay alone. */
function viewShown(shown: Shown, replay: RunView | null, recorded: RunView | null): RunView | null {
  return shown === 'replay' ? replay : (recorded ?? replay);
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
