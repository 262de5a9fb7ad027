'use server';

import { z } from 'zod';
import { basisOf } from '@/lib/model/edit';
import { SequenceInput, StepInput } from '@/lib/model/sequence';
import * as sequences from '@/lib/services/sequences';
import { action } from './action';

/** Saves anew, or over the one of that id; the basis says what the editor began from. */
export const saveSequence = action(
  z.tuple([z.string().nullable(), SequenceInput, basisOf(SequenceInput).optional()]),
  async (member, id, input, basis) =>
    id === null
      ? { ...(await sequences.createSequence(member, input)), cameIn: [] }
      : sequences.editSequence(member, id, input, basis),
);

const Appended = z.strictObject({ sequenceName: z.string().optional(), step: StepInput });

/** Adds a step to a sequence, or begins a new one with it. */
export const appendStep = action(
  z.tuple([z.string().nullable(), Appended]),
  (member, id, { sequenceName, step }) =>
    id === null
      ? sequences.createSequence(member, { name: sequenceName?.trim() || step.name, steps: [step] })
      : sequences.appendStep(member, id, step),
);

export const deleteSequence = action(z.tuple([z.string()]), sequences.deleteSequence);
