'use server';

import { z } from 'zod';
import { RunStart } from '@/lib/model/run';
import * as runs from '@/lib/services/runs';
import { action } from './action';

/** Answers at once; steps come over `/live/runs/{id}` as they finish. */
export const startRun = action(z.tuple([z.string(), RunStart]), async (member, sequenceId, input) => {
  const { runId } = await runs.startRun(member, sequenceId, input);
  return { runId };
});
