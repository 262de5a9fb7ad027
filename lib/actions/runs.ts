'use server';

import { z } from 'zod';
import { ComparisonStart } from '@/lib/model/comparison';
import { MaskSettings } from '@/lib/model/mask';
import { RunStart } from '@/lib/model/run';
import * as comparisons from '@/lib/services/comparisons';
import * as kept from '@/lib/services/kept-runs';
import * as masks from '@/lib/services/masks';
import * as runs from '@/lib/services/runs';
import { action } from './action';

/** Answers at once; steps come over `/live/runs/{id}` as they finish. */
export const startRun = action(z.tuple([z.string(), RunStart]), async (member, sequenceId, input) => {
  const { runId } = await runs.startRun(member, sequenceId, input);
  return { runId };
});

/** Answers at once, the ids of both runs. */
export const startComparison = action(
  z.tuple([z.string(), ComparisonStart]),
  async (member, sequenceId, input) => {
    const [one, other] = await comparisons.startComparison(member, sequenceId, input);
    return { runIds: [one.runId, other.runId] as const };
  },
);

export const deleteRun = action(z.tuple([z.string()]), kept.deleteRun);

export const nameReference = action(z.tuple([z.string(), z.boolean()]), async (member, id, isReference) => {
  await kept.nameReference(member, id, isReference);
});

export const replaceMasks = action(z.tuple([z.string(), MaskSettings]), masks.replaceMasks);
