import type { StoreApi } from 'zustand';
import type { ExchangeSummary } from '@/lib/model/exchange';
import type { Session } from '@/lib/model/session';
import type { WorkspaceState } from '@/components/shell/workspace-store';

/** At most so often, and always once more after it was asked for while it was at it. */
const PAUSE_MS = 300;

/** Work that is asked for often and done one at a time, with a pause after it. */
export function oneAtATime(work: () => Promise<void> | void): () => void {
  let busy = false;
  let again = false;
  const run = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    await work();
    setTimeout(() => {
      busy = false;
      if (again) void run();
    }, PAUSE_MS);
  };
  return () => void run();
}

/** Reads a session and what it sent last anew; one that may not be seen any more goes out of view. */
export async function lookAtSession(workspace: StoreApi<WorkspaceState>, id: string): Promise<void> {
  const answer = await fetch(`/live/sessions/${encodeURIComponent(id)}/history`).catch(() => null);
  const { lose, putSession, take, sessions, doomed } = workspace.getState();
  if (answer?.status === 404 && sessions.some((session) => session.id === id)) lose(id);
  if (!answer?.ok || doomed.includes(id)) return;
  const { session, history } = (await answer.json()) as { session: Session; history: ExchangeSummary[] };
  putSession(session);
  if (workspace.getState().sessionId === id) take({ history });
}
