import type { Run, RunStatus, RunSummary, StepResult } from '@/lib/model/run';
import type { Step } from '@/lib/model/sequence';

/** What is known of a step before it ran. */
export type PlannedStep = Pick<Step, 'id' | 'name' | 'request'> & Partial<Pick<Step, 'extract' | 'assert'>>;

/** A run as the player shows it: what has come so far. `lost` is a sentence when its stream broke for good. */
export interface RunView {
  id: string;
  status: RunStatus;
  planned: readonly PlannedStep[];
  stepCount: number;
  results: Readonly<Partial<Record<number, StepResult>>>;
  elapsedMs: number | null;
  lost: string | null;
}

export type RunEvent =
  | { type: 'begin'; id: string; planned: readonly PlannedStep[] }
  | { type: 'open'; view: RunView | null }
  | { type: 'step'; id: string; position: number; result: StepResult }
  | { type: 'end'; run: Pick<RunSummary, 'id' | 'status' | 'elapsedMs'> }
  | { type: 'lost'; id: string; message: string };

/** A stored run as the player shows it. `planned` names the steps that never came. */
export function viewOfRun(run: Run, planned: readonly PlannedStep[] = []): RunView {
  return {
    id: run.id,
    status: run.status,
    planned: plannedOf(run, planned),
    stepCount: run.stepCount,
    results: Object.fromEntries(run.steps.map((step, position) => [position, step])),
    elapsedMs: run.status === 'running' ? null : run.elapsedMs,
    lost: null,
  };
}

/** Those of a sequence's steps that a run of a part of it was about. */
function plannedOf(run: Run, planned: readonly PlannedStep[]): readonly PlannedStep[] {
  const first = planned.findIndex(({ id }) => id === run.steps[0]?.stepId);
  return planned.slice(Math.max(first, 0), Math.max(first, 0) + run.stepCount);
}

/** The next view. Events of another run are late and change nothing; a step that comes twice is the same step. */
export function nextView(view: RunView | null, event: RunEvent): RunView | null {
  if (event.type === 'open') return opened(view, event.view);
  if (event.type === 'begin') {
    const { id, planned } = event;
    const stepCount = planned.length;
    return { id, status: 'running', planned, stepCount, results: {}, elapsedMs: null, lost: null };
  }
  const id = event.type === 'end' ? event.run.id : event.id;
  if (view?.id !== id) return view;
  if (event.type === 'step') return { ...view, results: { ...view.results, [event.position]: event.result } };
  if (event.type === 'end') return { ...view, status: event.run.status, elapsedMs: event.run.elapsedMs };
  return { ...view, lost: event.message };
}

/** What the server read may be older than what the stream brought: neither takes a step from the other. */
function opened(view: RunView | null, read: RunView | null): RunView | null {
  if (!view || view.id !== read?.id) return read;
  const newer = view.status === 'running' ? read : view;
  return { ...newer, planned: view.planned, results: { ...read.results, ...view.results } };
}

/** How a step stands: as it ended, or `running`, `waiting`, or `notRun` once the run is over. */
export type StepStanding = StepResult['status'] | 'running' | 'waiting' | 'notRun';

export function standingOf(view: RunView, position: number): StepStanding {
  const result = view.results[position];
  if (result) return result.status;
  if (view.status !== 'running') return 'notRun';
  return position === doneCount(view) ? 'running' : 'waiting';
}

export function doneCount(view: RunView): number {
  return Object.keys(view.results).length;
}

/** The step that shows by itself: the one that finished last, which is where a run stopped. */
export function latestStep(view: RunView): number {
  return Math.max(0, doneCount(view) - 1);
}

export function nameOf(view: RunView, position: number): string {
  return view.results[position]?.name ?? view.planned[position]?.name ?? `Step ${position + 1}`;
}
