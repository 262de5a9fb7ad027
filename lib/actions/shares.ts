'use server';

import { headers } from 'next/headers';
import { z } from 'zod';
import { currentOrNewMember, pageVisitor } from '@/lib/auth';
import { ReplayStart, ShareInput, SharePassword } from '@/lib/model/share';
import { publicOrigin } from '@/lib/services/public-origin';
import * as links from '@/lib/services/shared-links';
import * as shares from '@/lib/services/shares';
import { action, openAction } from './action';

export const checkShare = action(z.tuple([ShareInput]), shares.checkShare);

export const createShare = action(z.tuple([ShareInput]), async (member, input) => {
  const { share, token } = await shares.createShare(member, input);
  return { ...share, token, url: `${publicOrigin(await headers())}/s/${token}` };
});

export const revokeShare = action(z.tuple([z.string()]), shares.revokeShare);

/** What a link shows to someone who knows its password, and a pass for what follows. */
export const unlockShare = openAction(z.tuple([z.string(), SharePassword]), async (token, password) =>
  links.unlockShare(token, { ...(await pageVisitor()), password }),
);

/** A pass from before, kept by the page while it is open. */
const Pass = z.string().max(500).nullable();

/** What a link shows to someone who has a pass. */
export const reopenShare = openAction(z.tuple([z.string(), z.string().max(500)]), async (token, pass) =>
  links.openShare(token, { ...(await pageVisitor()), pass }),
);

/** Answers at once; steps come over `/s/{token}/replays/{runId}` as they finish. */
export const startReplay = openAction(
  z.tuple([z.string(), Pass, ReplayStart]),
  async (token, pass, input) => {
    const visitor = { ...(await pageVisitor()), pass: pass ?? undefined };
    const { runId } = await links.startReplay(token, visitor, input);
    return { runId };
  },
);

/** Copies a link's steps into the visitor's workspace, which is made when they have none. */
export const copyShared = openAction(z.tuple([z.string(), Pass]), async (token, pass) => {
  const visitor = { ...(await pageVisitor()), pass: pass ?? undefined };
  await links.openShare(token, visitor);
  const { id } = await links.copyShared(await currentOrNewMember(), token, visitor);
  return { sequenceId: id };
});
