import { z } from 'zod';
import type { Overlap, Path } from './three-way';

/** What an editor began from. */
export interface Basis<T> {
  version: number;
  /** what saving it unchanged would have written; null: not known any more */
  input: T | null;
  /** what the person said where they and another had changed the same */
  chosen?: Chosen | undefined;
}

const Sides = z.strictObject({ path: z.array(z.string()), side: z.enum(['mine', 'theirs']) });
const Chosen = z.strictObject({
  /** what was stored when they chose; of another version nothing was chosen yet */
  version: z.int(),
  sides: z.array(Sides),
});
export type Chosen = z.infer<typeof Chosen>;

/** A basis as an editor sends it along. */
export function basisOf<T extends z.ZodType>(input: T) {
  return z.strictObject({ version: z.int(), input: input.nullable(), chosen: Chosen.optional() });
}

/** A thing that was saved, with where others' changes were taken in by it. */
export type Saved<T> = T & { cameIn: Path[] };

/** Why an edit was not saved: someone else changed the same. Nothing of either is lost. */
export interface Conflict {
  /** the thing as it is stored now */
  stored: unknown;
  version: number;
  /** what of it is edited, as it is stored now */
  input: unknown;
  overlaps: Overlap[];
  /** who saved it last, where that was noted */
  by: string | null;
}
