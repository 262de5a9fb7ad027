import type { RunView } from '@/components/run/run-view';
import type { MenuSection } from '@/components/ui/menu';
import type { RunStart } from '@/lib/model/run';
import type { Sequence } from '@/lib/model/sequence';

/** Which steps of a sequence a run is about, counted from 1; nothing means all. */
export type StepRange = Pick<RunStart, 'fromStep' | 'toStep'>;

/** How to run from one step of the list. */
export const RUN_CHOICES: readonly MenuSection[] = [
  {
    id: 'run',
    items: [
      { id: 'this', label: 'Run this step' },
      { id: 'from', label: 'Run from here' },
      { id: 'to', label: 'Run up to here' },
    ],
  },
];

/** The range that a choice means at the step with this index, from 0. */
export function rangeOf(choice: string, index: number): StepRange {
  if (choice === 'from') return { fromStep: index + 1 };
  return choice === 'to' ? { toStep: index + 1 } : { fromStep: index + 1, toStep: index + 1 };
}

/**
 * What a run that begins in the middle goes on with: the session of the run that is shown and what its earlier steps
 * took. A run from the first step begins with nothing.
 */
export function continued(
  { steps }: Sequence,
  view: RunView | null,
  { fromStep = 1 }: StepRange,
): { sessionId: string | null; variables: Record<string, string> } {
  const earlier = new Set(steps.slice(0, fromStep - 1).map(({ id }) => id));
  if (earlier.size === 0 || !view) return { sessionId: null, variables: {} };
  const results = Object.values(view.results).flatMap((result) => (result ? [result] : []));
  const taken = results.filter(({ stepId }) => earlier.has(stepId)).flatMap(({ extracted }) => extracted);
  return {
    sessionId: results[0]?.exchange?.sessionId ?? null,
    variables: Object.fromEntries(
      taken.flatMap(({ variable, value }) => (value === null ? [] : [[variable, value]])),
    ),
  };
}
