'use client';
import { useMemo } from 'react';
import type { SavedRequest } from '@/lib/model/saved-request';
import { useWorkspaceStore } from '@/components/shell/workspace-store';
import type { Draft } from './draft';
import { useDraftStore } from './draft-store';
import { useSendStore } from './send-store';

/** Their code comes with the first one that is done. */
const late = () => import('./saved-deeds');

/** What can be done with saved requests: keep the one in a tab, open, rename, copy, delete with Undo. */
export function useSavedRequests() {
  const workspace = useWorkspaceStore();
  const drafts = useDraftStore();
  const sends = useSendStore();
  return useMemo(() => {
    const stores = { workspace, drafts, sends };
    return {
      save: async (draft: Draft) => (await late()).save(stores, draft),
      open: async (saved: SavedRequest) => (await late()).open(stores, saved),
      rename: async (saved: SavedRequest, typed: string) => (await late()).rename(stores, saved, typed),
      duplicate: async (saved: SavedRequest) => (await late()).duplicate(stores, saved),
      remove: async (saved: SavedRequest) => (await late()).remove(stores, saved),
    };
  }, [drafts, sends, workspace]);
}
