'use client';
import { usePathname, useRouter } from 'next/navigation';
import { useWorkspaceStore } from '@/components/shell/workspace-store';
import { newDraft } from './draft';
import { useDraftStore } from './draft-store';

/** Opens a blank request in a tab of its own. Whoever asks for one more gets one more. */
export function useNewRequest(): () => void {
  const drafts = useDraftStore();
  const workspace = useWorkspaceStore();
  const router = useRouter();
  const path = usePathname();
  return () => {
    const draft = newDraft();
    drafts.setState((state) => ({ drafts: [...state.drafts, draft], activeId: draft.id }));
    workspace.getState().show('request');
    if (path !== '/') router.push('/');
  };
}
