import type { StoreApi } from 'zustand';
import { createSession } from '@/lib/actions/sessions';
import { settle } from '@/components/shell/outcome';
import type { WorkspaceState } from '@/components/shell/workspace-store';

/** The session in use. A workspace without one gets it with what needs it first. @throws Refusal */
export async function sessionInUse(workspace: StoreApi<WorkspaceState>): Promise<string> {
  const { sessionId, putSession, useSession: take } = workspace.getState();
  if (sessionId) return sessionId;
  const session = await settle(createSession({ name: 'default' }));
  putSession(session);
  take(session.id);
  return session.id;
}
