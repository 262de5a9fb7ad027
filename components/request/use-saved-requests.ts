'use client';
import { useMemo } from 'react';
import { deleteSavedRequest, saveRequest } from '@/lib/actions/saved-requests';
import type { SavedRequest } from '@/lib/model/saved-request';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { useWorkspaceStore } from '@/components/shell/workspace-store';
import { notify } from '@/components/ui/notify';
import { titleOf, type Draft } from './draft';
import { draftFrom } from './draft-from-spec';
import { useDraftStore } from './draft-store';
import { specOf } from './draft-to-spec';

function complain(error: unknown) {
  void notify({ message: sentenceOf(error), tone: 'bad' });
}

/** What can be done with saved requests: keep the one in a tab, open one, delete one with Undo. */
export function useSavedRequests() {
  const workspace = useWorkspaceStore();
  const drafts = useDraftStore();
  return useMemo(() => {
    const put = (saved: SavedRequest) => {
      const { savedRequests, take } = workspace.getState();
      take({ savedRequests: [saved, ...savedRequests.filter(({ id }) => id !== saved.id)] });
    };
    return {
      /** saves anew, or over the one that the tab was opened from */
      async save(draft: Draft) {
        const known = workspace.getState().savedRequests.some(({ id }) => id === draft.savedId);
        const name = titleOf(draft).slice(0, 200);
        try {
          const saved = await settle(
            saveRequest(known ? draft.savedId : null, { name, spec: await specOf(draft) }),
          );
          put(saved);
          drafts.getState().edit(draft.id, { savedId: saved.id });
          void notify({
            message: known ? `Saved ${saved.name} again` : `Saved ${saved.name} under Requests`,
          });
        } catch (error) {
          complain(error);
        }
      },
      async open(saved: SavedRequest) {
        workspace.getState().show('request');
        const { drafts: tabs, select, open } = drafts.getState();
        const tab = tabs.find(({ savedId }) => savedId === saved.id);
        if (tab) select(tab.id);
        else open({ ...(await draftFrom(saved.spec, saved.name)), savedId: saved.id });
      },
      /** out of view at once; really deleted when its notice has gone without Undo */
      remove(saved: SavedRequest) {
        const rest = workspace.getState().savedRequests.filter(({ id }) => id !== saved.id);
        workspace.getState().take({ savedRequests: rest });
        void notify({
          message: `Deleted ${saved.name}`,
          undo: () => put(saved),
          onGone: () => void settle(deleteSavedRequest(saved.id)).catch(complain),
        });
      },
    };
  }, [drafts, workspace]);
}
