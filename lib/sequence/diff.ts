import type { ShownMask } from '@/lib/model/mask';
import type { DiffPart, RunDiff, StepDiff, StepGlance } from '@/lib/model/run-diff';
import type { Run, RunSummary, StepResult } from '@/lib/model/run';
import { wordOf } from './diff-row';
import { diffSentence } from './diff-sentence';
import { diffStep, type ComparedStep } from './diff-step';
import type { Masks } from './mask';

/** A step of either run, found again in the other; null where that has none. */
export interface StepPair {
  before: { result: StepResult; number: number } | null;
  after: { result: StepResult; number: number } | null;
}

/** Which step of one run is which of the other: by id, or by name where no id is in both (a copied sequence). */
export function pairSteps(a: readonly StepResult[], b: readonly StepResult[]): StepPair[] {
  const ids = new Set(a.map(({ stepId }) => stepId));
  const key = b.some(({ stepId }) => ids.has(stepId))
    ? ({ stepId }: StepResult) => stepId
    : ({ name }: StepResult) => name;
  const earlier = new Map(a.map((result, index) => [key(result), { result, number: index + 1 }]));
  const pairs: StepPair[] = [];
  let shown = 0;
  const goneUpTo = (number: number): void => {
    for (const [name, before] of earlier) {
      if (before.number >= number || before.number <= shown) continue;
      if (!b.some((result) => key(result) === name)) pairs.push({ before, after: null });
    }
    shown = Math.max(shown, number - 1);
  };
  b.forEach((result, index) => {
    const before = earlier.get(key(result)) ?? null;
    if (before) goneUpTo(before.number);
    pairs.push({ before, after: { result, number: index + 1 } });
  });
  goneUpTo(Infinity);
  return pairs;
}

/** One step of the answer. `before` and `after` bring the bodies of a pair that is in both runs. */
export function diffPair(
  pair: StepPair,
  bodies: { before: ComparedStep; after: ComparedStep } | null,
  masks: Masks,
): StepDiff {
  const named = (pair.after ?? pair.before)?.result;
  const parts = bodies ? diffStep(bodies.before, bodies.after, masks) : [];
  const counted = parts.filter(({ part }) => part !== 'time');
  const word = pair.before === null ? 'new' : pair.after === null ? 'gone' : wordOf(counted);
  return {
    stepId: named?.stepId ?? '',
    name: named?.name ?? '',
    word,
    before: glance(pair.before),
    after: glance(pair.after),
    parts,
  };
}

/** The answer as a whole, of its steps. */
export function summariseDiff(a: Run, b: Run, steps: StepDiff[], masks: ShownMask[]): RunDiff {
  const differences = steps.reduce((sum, step) => sum + countDifferences(step), 0);
  const after = { stepCount: b.stepCount, steps: b.steps.length };
  return {
    a: summaryOf(a),
    b: summaryOf(b),
    same: differences === 0,
    differences,
    sentence: diffSentence(steps, differences, after),
    steps,
    masks,
  };
}

function countDifferences({ word, before, after, parts }: StepDiff): number {
  if (word === 'same') return 0;
  if (before === null || after === null) return 1;
  return parts.reduce((sum, part) => sum + (part.part === 'time' ? 0 : countOf(part)), 0);
}

function countOf({ rows, more }: DiffPart): number {
  return rows.filter(({ word }) => word !== 'same').length + more;
}

function glance(side: StepPair['before']): StepGlance | null {
  if (side === null) return null;
  const { number, result } = side;
  return { number, status: result.status, exchangeId: result.exchange?.id ?? null };
}

function summaryOf({ steps: _steps, ...run }: Run): RunSummary {
  return run;
}
