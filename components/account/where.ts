'use client';
import { notify } from '@/components/ui/notify';
import type { Membership } from '@/lib/model/account';
import type { Who } from './account-menu';

/** What this page showed last. Outside of React: with another workspace in view everything is made anew. */
let last: Membership | undefined;

/** Tells someone whose page shows another workspace all at once that they are out of the one before. */
export function noteWhere({ workspaces, workspaceId }: Who): void {
  const here = workspaces.find((one) => one.workspaceId === workspaceId);
  const { workspaceId: before, name } = last ?? {};
  last = here;
  if (before === undefined || workspaces.some((one) => one.workspaceId === before)) return;
  void notify({
    message: `You are not in ${name ?? ''} any more`,
    detail: `You work in ${here?.name ?? 'another workspace'} now.`,
  });
}
