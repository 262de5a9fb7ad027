import { keepChoice, SESSION_COOKIE } from './view-cookies';
import type { Get, Set, WorkspaceState } from './workspace-store';

type SessionChanges = Pick<
  WorkspaceState,
  'useSession' | 'putSession' | 'doom' | 'spare' | 'lose' | 'countCookies'
>;

/** What can become of the sessions in view. */
export function sessionChanges(set: Set, get: Get): SessionChanges {
  return {
    useSession(id) {
      keepChoice(SESSION_COOKIE, id);
      if (get().sessionId !== id) set({ sessionId: id, history: [] });
    },
    putSession(session) {
      const known = get().sessions.some(({ id }) => id === session.id);
      set(({ sessions }) => ({
        sessions: known
          ? sessions.map((old) => (old.id === session.id ? session : old))
          : [...sessions, session],
      }));
    },
    doom(id) {
      set(({ doomed }) => ({ doomed: [...doomed, id] }));
      get().lose(id);
    },
    lose(id) {
      const sessions = get().sessions.filter((session) => session.id !== id);
      set({ sessions });
      const next = sessions[0];
      if (get().sessionId !== id) return;
      if (next) get().useSession(next.id);
      else set({ sessionId: null, history: [] });
    },
    spare(session) {
      set(({ doomed, sessions }) => ({
        doomed: doomed.filter((id) => id !== session.id),
        sessions: [...sessions, session].sort((a, b) => a.createdAt.localeCompare(b.createdAt)),
      }));
    },
    countCookies(sessionId, cookieCount) {
      set(({ sessions }) => ({
        sessions: sessions.map((session) =>
          session.id === sessionId ? { ...session, cookieCount } : session,
        ),
      }));
    },
  };
}
