'use client';
import { useEffect, useState, type ReactNode } from 'react';
import { createDraftStore, DraftContext } from '@/components/request/draft-store';
import { createSendStore, SendContext } from '@/components/request/send-store';
import { unstoredArrangement } from './unstored-arrangement';
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

/**
 * What the page takes over of what the server rendered. An answer can be older than the last switch of the session: then
 * the session in use stays, and what was told of another one is left out. So is an order that this tab has changed since.
 */
function newsOf(data: WorkspaceData, { sessions, sessionId }: WorkspaceData): Partial<WorkspaceData> {
  const { layout: _layout, arrangement, ...rest } = data;
  const news = unstoredArrangement(data.workspaceId) ? rest : { ...rest, arrangement };
  const inUse = sessions.find(({ id }) => id === sessionId);
  if (!inUse || inUse.id === data.sessionId) return news;
  const known = data.sessions.some(({ id }) => id === inUse.id);
  const isNewer = data.sessions.every(({ createdAt }) => createdAt < inUse.createdAt);
  if (!known && !isNewer) return news;
  const { sessionId: _id, history: _history, ...others } = news;
  return known ? others : { ...others, sessions: [...data.sessions, inUse] };
}
