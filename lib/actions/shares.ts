'use server';

import { headers } from 'next/headers';
import { z } from 'zod';
import { publicOrigin } from '@/lib/services/public-origin';
import { ReplayStart, ShareInput } from '@/lib/model/share';
import * as shares from '@/lib/services/shares';
import { action, openAction } from './action';

export const checkShare = action(z.tuple([ShareInput]), shares.checkShare);

export const createShare = action(z.tuple([ShareInput]), async (member, input) => {
  const { share, token } = await shares.createShare(member, input);
  return { ...share, token, url: `${publicOrigin(await headers())}/s/${token}` };
});

export const revokeShare = action(z.tuple([z.string()]), shares.revokeShare);

/** Answers at once; steps come over `/s/{token}/replays/{runId}` as they finish. */
export const startReplay = openAction(z.tuple([z.string(), ReplayStart]), async (token, input) => {
  const { runId } = await shares.startReplay(token, input);
  return { runId };
});
