import { z } from 'zod';
import { MaskPlace, MaskRule } from '@/lib/model/mask';
import { DIFF_PARTS, DIFF_WORDS, type RunDiff } from '@/lib/model/run-diff';
import { RunSummaryAnswer } from './answers';

/** Schemas of what is answered about kept runs, for the OpenAPI document. */
const word = z.enum(DIFF_WORDS);

export const CheckpointAnswer = z.object({
  id: z.string(),
  sessionId: z.string(),
  name: z.string(),
  cookieCount: z.int(),
  createdAt: z.iso.datetime(),
});

const ShownMaskAnswer = MaskRule.extend({ isDefault: z.boolean(), isOn: z.boolean() });
export const MasksAnswer = z.object({ items: z.array(ShownMaskAnswer) });

const GlanceAnswer = z.object({
  number: z.int(),
  status: z.enum(['passed', 'failed', 'error', 'skipped', 'cancelled']),
  exchangeId: z.string().nullable(),
});

const RowAnswer = z.object({
  where: z.string(),
  word,
  before: z.string().nullable(),
  after: z.string().nullable(),
  mask: z.string().nullable(),
  place: z.object({ on: MaskPlace, name: z.string() }).nullable(),
});

export const RunDiffAnswer = z.object({
  a: RunSummaryAnswer,
  b: RunSummaryAnswer,
  same: z.boolean(),
  differences: z.int(),
  sentence: z.string(),
  steps: z.array(
    z.object({
      stepId: z.string(),
      name: z.string(),
      word,
      before: GlanceAnswer.nullable(),
      after: GlanceAnswer.nullable(),
      parts: z.array(z.object({ part: z.enum(DIFF_PARTS), word, rows: z.array(RowAnswer), more: z.int() })),
    }),
  ),
  masks: z.array(ShownMaskAnswer),
});

/** Kept honest by the compiler, as in answers.ts. */
type Assignable<A, B extends A> = [A, B];
export type RunAnswersAgree = Assignable<z.output<typeof RunDiffAnswer>, RunDiff>;
