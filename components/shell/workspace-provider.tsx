'use client';
import { useEffect, useState, type ReactNode } from 'react';
import { createDraftStore, DraftContext } from '@/components/request/draft-store';
import { createWorkspaceStore, WorkspaceContext, type WorkspaceData } from './workspace-store';

/** Gives the page its two stores: what the server knows, and what is being typed. */
export function WorkspaceProvider({ data, children }: { data: WorkspaceData; children: ReactNode }) {
  const [workspace] = useState(() => createWorkspaceStore(data));
  const [drafts] = useState(() => createDraftStore(data.workspaceId));
  useEffect(() => {
    const { sessions, sequences, history, sessionId } = data;
    workspace.getState().take({ sessions, sequences, history, sessionId });
  }, [data, workspace]);
  useEffect(() => {
    void drafts.persist.rehydrate();
  }, [drafts]);
  return (
    <WorkspaceContext value={workspace}>
      <DraftContext value={drafts}>{children}</DraftContext>
    </WorkspaceContext>
  );
}
