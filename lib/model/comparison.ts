import { z } from 'zod';
import { Variables } from './request-spec';

/** As whom a run goes: through a session, at a checkpoint, or with neither in a fresh session. */
export const RunAs = z.strictObject({
  sessionId: z.string().optional(),
  checkpointId: z.string().optional(),
});
export type RunAs = z.infer<typeof RunAs>;

/** One sequence run twice at the same time, as two. */
export const ComparisonStart = z.strictObject({
  as: z.tuple([RunAs, RunAs]),
  variables: Variables.optional(),
  environmentId: z.string().max(100).optional(),
  fromStep: z.int().min(1).optional(),
  toStep: z.int().min(1).optional(),
});
export type ComparisonStart = z.infer<typeof ComparisonStart>;
