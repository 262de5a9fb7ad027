'use server';

import { z } from 'zod';
import { SequenceInput, StepInput } from '@/lib/model/sequence';
import * as sequences from '@/lib/services/sequences';
import { action } from './action';

export const saveSequence = action(z.tuple([z.string().nullable(), SequenceInput]), (member, id, input) =>
  id === null ? sequences.createSequence(member, input) : sequences.replaceSequence(member, id, input),
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
