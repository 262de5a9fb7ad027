import type { MaskPlace, ShownMask } from './mask';
import type { RunSummary, StepStatus } from './run';

/** How one thing of a run stands against the same thing of an earlier run. */
export const DIFF_WORDS = ['same', 'changed', 'new', 'gone'] as const;
export type DiffWord = (typeof DIFF_WORDS)[number];

/** One thing that was compared. Long values are cut. */
export interface DiffRow {
  /** what it is: a header's name, a JSON path, `line 12`, `sid: SameSite` */
  where: string;
  word: DiffWord;
  before: string | null;
  after: string | null;
  /** the id of the mask rule by which a difference does not count; the word is then `same` */
  mask: string | null;
  /** what a new rule would have to name to mask this; null where no rule can */
  place: { on: MaskPlace; name: string } | null;
}

export const DIFF_PARTS = [
  'asked',
  'status',
  'hops',
  'cookies',
  'checks',
  'headers',
  'body',
  'time',
] as const;
export type DiffPartName = (typeof DIFF_PARTS)[number];

/** One side of a step that was compared. `more` rows beyond those listed differ too. Of a body only what is not simply the same is listed. */
export interface DiffPart {
  part: DiffPartName;
  word: DiffWord;
  rows: DiffRow[];
  more: number;
}

/** A step of two runs, by its id. `before` and `after` are null in the run that has no such step, or stopped before it. */
export interface StepDiff {
  stepId: string;
  name: string;
  word: DiffWord;
  before: StepGlance | null;
  after: StepGlance | null;
  parts: DiffPart[];
}

export interface StepGlance {
  /** counts from 1 */
  number: number;
  status: StepStatus;
  exchangeId: string | null;
}

/** What changed from run `a` to run `b`. Times are shown and do not count. */
export interface RunDiff {
  a: RunSummary;
  b: RunSummary;
  same: boolean;
  /** how many rows are not the same */
  differences: number;
  /** the answer in one sentence, beginning with Yes or No */
  sentence: string;
  steps: StepDiff[];
  masks: ShownMask[];
}
