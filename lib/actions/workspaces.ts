'use server';

import { headers } from 'next/headers';
import { z } from 'zod';
import { GivenRole, WorkspaceName } from '@/lib/model/account';
import { ApiTokenInput } from '@/lib/model/api-token';
import * as tokens from '@/lib/services/api-tokens';
import * as invitations from '@/lib/services/invitations';
import { publicOrigin } from '@/lib/services/public-origin';
import * as workspaces from '@/lib/services/workspaces';
import { accountAction, action } from './action';

export const createWorkspace = accountAction(z.tuple([WorkspaceName]), workspaces.createWorkspace);
export const chooseWorkspace = accountAction(z.tuple([z.string()]), workspaces.chooseWorkspace);
export const renameWorkspace = action(z.tuple([WorkspaceName]), workspaces.renameWorkspace);
export const deleteWorkspace = action(z.tuple([z.string()]), workspaces.deleteWorkspace);
export const leaveWorkspace = action(z.tuple([]), workspaces.leaveWorkspace);

export const setRole = action(z.tuple([z.string(), GivenRole]), workspaces.setRole);
export const removeMember = action(z.tuple([z.string()]), workspaces.removeMember);
export const handOver = action(z.tuple([z.string()]), workspaces.handOver);

export const invite = action(z.tuple([GivenRole]), async (member, role) => {
  const { id, token, expiresAt } = await invitations.invite(member, role);
  return { id, url: `${publicOrigin(await headers())}/join/${token}`, expiresAt };
});
export const revokeInvitation = action(z.tuple([z.string()]), invitations.revokeInvitation);

export const createApiToken = action(z.tuple([ApiTokenInput]), tokens.createApiToken);
export const revokeApiToken = action(z.tuple([z.string()]), tokens.revokeApiToken);
