'use server';

import { z } from 'zod';
import { CheckpointInput } from '@/lib/model/checkpoint';
import * as checkpoints from '@/lib/services/checkpoints';
import { action } from './action';

export const listCheckpoints = action(z.tuple([z.string()]), async (member, sessionId) => {
  const { items } = await checkpoints.listCheckpoints(member, sessionId);
  return items;
});

export const saveCheckpoint = action(z.tuple([z.string(), CheckpointInput]), checkpoints.saveCheckpoint);

export const restoreCheckpoint = action(z.tuple([z.string(), z.string()]), checkpoints.restoreCheckpoint);

export const deleteCheckpoint = action(z.tuple([z.string(), z.string()]), checkpoints.deleteCheckpoint);
