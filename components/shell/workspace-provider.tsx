'use client';
import { useEffect, useState, type ReactNode } from 'react';
import { createDraftStore, DraftContext } from '@/components/request/draft-store';
import { createSendStore, SendContext } from '@/components/request/send-store';
import { newsOf } from './news';
import { storeAgain } from './use-arrangement';
import { createWorkspaceStore, WorkspaceContext, type WorkspaceData } from './workspace-store';

/** Gives the page its three stores: what the server knows, what is being typed, and what is being sent. */
export function WorkspaceProvider({ data, children }: { data: WorkspaceData; children: ReactNode }) {
  const [workspace] = useState(() => createWorkspaceStore(data));
  const [drafts] = useState(() => createDraftStore(data.workspaceId));
  const [sends] = useState(createSendStore);
  useEffect(() => {
    workspace.getState().take(newsOf(data, workspace.getState()));
  }, [data, workspace]);
  useEffect(() => storeAgain(workspace), [workspace]);
  useEffect(() => {
    void drafts.persist.rehydrate();
    // What is typed in another tab of the browser shows here when one comes back; the tab in view is never changed.
    const adopt = (event: StorageEvent) => {
      if (document.hidden && event.key === drafts.persist.getOptions().name) void drafts.persist.rehydrate();
    };
    window.addEventListener('storage', adopt);
    return () => window.removeEventListener('storage', adopt);
  }, [drafts]);
  return (
    <WorkspaceContext value={workspace}>
      <DraftContext value={drafts}>
        <SendContext value={sends}>{children}</SendContext>
      </DraftContext>
    </WorkspaceContext>
  );
}
