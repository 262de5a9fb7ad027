'use client';
import { createContext, useContext } from 'react';
import { createStore, useStore, type StoreApi } from 'zustand';
import type { ExchangeSummary } from '@/lib/model/exchange';
import type { SavedRequest } from '@/lib/model/saved-request';
import type { Session } from '@/lib/model/session';
import { keepChoice, LAYOUT_COOKIE, SESSION_COOKIE, formatLayout, type PageLayout } from './view-cookies';

export interface SequenceEntry {
  id: string;
  name: string;
  stepCount: number;
}
export type PhonePane = 'rail' | 'request' | 'response';

/** What the server knows of a workspace, as its page shows it. */
export interface WorkspaceData {
  workspaceId: string;
  sessions: Session[];
  savedRequests: SavedRequest[];
  sequences: SequenceEntry[];
  /** of the session in use, newest first */
  history: ExchangeSummary[];
  sessionId: string | null;
  layout: PageLayout;
}

export interface WorkspaceState extends WorkspaceData {
  pane: PhonePane;
  /** the session whose cookies or settings are open */
  cookiesOf: string | null;
  /** sessions that are being deleted: the server may still list them */
  doomed: readonly string[];
  settingsOf: string | null;
  take: (data: Partial<WorkspaceData>) => void;
  show: (pane: PhonePane) => void;
  openCookies: (sessionId: string | null) => void;
  openSettings: (sessionId: string | null) => void;
  useSession: (id: string) => void;
  putSession: (session: Session) => void;
  /** takes a session out of view while its deletion can still be undone */
  doom: (id: string) => void;
  spare: (session: Session) => void;
  countCookies: (sessionId: string, cookieCount: number) => void;
  remember: (summary: ExchangeSummary) => void;
  setLayout: (layout: PageLayout) => void;
}

export function createWorkspaceStore(data: WorkspaceData): StoreApi<WorkspaceState> {
  return createStore((set, get) => ({
    ...data,
    pane: 'request',
    cookiesOf: null,
    settingsOf: null,
    doomed: [],
    take(fresh) {
      const { doomed } = get();
      const alive = fresh.sessions?.filter(({ id }) => !doomed.includes(id));
      set(alive ? { ...fresh, sessions: alive } : fresh);
    },
    show: (pane) => set({ pane }),
    openCookies: (cookiesOf) => set({ cookiesOf }),
    openSettings: (settingsOf) => set({ settingsOf }),
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
      const sessions = get().sessions.filter((session) => session.id !== id);
      set(({ doomed }) => ({ sessions, doomed: [...doomed, id] }));
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
    remember(summary) {
      if (summary.sessionId !== get().sessionId) return;
      set(({ history }) => ({
        history: [summary, ...history.filter(({ id }) => id !== summary.id)].slice(0, 100),
      }));
    },
    setLayout(layout) {
      keepChoice(LAYOUT_COOKIE, formatLayout(layout));
      set({ layout });
    },
  }));
}

export const WorkspaceContext = createContext<StoreApi<WorkspaceState> | null>(null);

/** The store itself, for event handlers that read what is current. */
export function useWorkspaceStore(): StoreApi<WorkspaceState> {
  const store = useContext(WorkspaceContext);
  if (!store) throw new Error('WorkspaceProvider is missing');
  return store;
}
export function useWorkspace<T>(select: (state: WorkspaceState) => T): T {
  return useStore(useWorkspaceStore(), select);
}

/** The session that the next send goes through; null in a workspace without one. */
export function useSessionInUse(): Session | null {
  return useWorkspace(({ sessions, sessionId }) => sessions.find(({ id }) => id === sessionId) ?? null);
}
