import { formatCount, formatDuration } from '@/components/ui/quantity';
import type { RunStatus, StepResult } from '@/lib/model/run';
import { jarWords } from './jar-words';
import { doneCount, type RunView, type StepStanding } from './run-view';

export const STANDING_WORDS: Record<StepStanding, string> = {
  passed: 'passed',
  failed: 'failed',
  error: 'error',
  skipped: 'skipped',
  cancelled: 'cancelled',
  running: 'running',
  waiting: 'waiting',
  notRun: 'did not run',
};

export const RUN_WORDS: Record<RunStatus, string> = {
  passed: 'passed',
  failed: 'failed',
  error: 'error',
  cancelled: 'cancelled',
  running: 'running',
  interrupted: 'interrupted',
};

/** How a run ended, as one sentence; or how far it is. */
export function runSentence(view: RunView): string {
  const { stepCount, status } = view;
  const results = Object.values(view.results);
  const passed = results.filter((result) => result?.status === 'passed').length;
  const score = `${passed} of ${formatCount(stepCount, 'step')} passed`;
  if (view.lost) return view.lost;
  if (status === 'running') return `Running: ${doneCount(view)} of ${formatCount(stepCount, 'step')} done.`;
  const time = view.elapsedMs === null ? '' : ` in ${formatDuration(view.elapsedMs)}`;
  const rest = stepCount - doneCount(view);
  const tail = rest > 0 ? ` ${rest === 1 ? '1 did' : `${rest} did`} not run.` : '';
  if (status === 'cancelled') return `Cancelled${time}: ${score}.${tail}`;
  if (status === 'interrupted') return `Interrupted, because the server stopped: ${score}.${tail}`;
  return `${score}${time}.${tail}`;
}

/** A step that finished, for those who listen: how it went and what it did to the jar. */
export function stepAnnouncement(view: RunView, position: number): string {
  const result = view.results[position];
  if (!result) return '';
  const status = result.exchange?.response?.status;
  const head = `Step ${position + 1} of ${view.stepCount}, ${result.name}: ${STANDING_WORDS[result.status]}`;
  const jar = jarWords(result);
  return `${[head, status === undefined ? null : `status ${status}`, jar].filter(Boolean).join(', ')}.`;
}

/** Why a step that got its response is in error all the same; null when it is not. A failed check says so itself. */
export function whyNot(result: StepResult): string | null {
  const missing = result.extracted.filter(({ value }) => value === null).map(({ variable }) => variable);
  return missing.length > 0 ? `Nothing was found for ${missing.join(', ')} in this response.` : null;
}

/** How often a step was made again, and what came before; null for one that was made once. */
export function triesWords({ earlier = [] }: StepResult): string | null {
  if (earlier.length === 0) return null;
  const statuses = earlier.map(({ responseStatus }) =>
    responseStatus === null ? 'no response' : String(responseStatus),
  );
  const shown = statuses.length > 6 ? [...statuses.slice(0, 3), '…', ...statuses.slice(-2)] : statuses;
  return `Try ${earlier.length + 1}: ${formatCount(earlier.length, 'try', 'tries')} before it did not pass (${shown.join(', ')}).`;
}
