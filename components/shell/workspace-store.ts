'use client';
import { createContext, useContext } from 'react';
import { createStore, useStore, type StoreApi } from 'zustand';
import type { CommentsProps } from '@/components/comment/comments-door';
import type { Clash } from '@/components/edit/clash';
import type { Arrangement } from '@/lib/model/arrangement';
import type { Environment } from '@/lib/model/environment';
import type { ExchangeSummary } from '@/lib/model/exchange';
import type { SavedRequest } from '@/lib/model/saved-request';
import type { Session } from '@/lib/model/session';
import type { PersonHere } from '@/lib/model/workspace-change';
import { sessionChanges } from './session-changes';
import { ENVIRONMENT_COOKIE, keepChoice, LAYOUT_COOKIE, formatLayout, type PageLayout } from './view-cookies';

interface SequenceEntry {
  id: string;
  name: string;
  stepCount: number;
}
export type PhonePane = 'rail' | 'request' | 'response';

/** What the server knows of a workspace, as its page shows it. */
export interface WorkspaceData {
  workspaceId: string;
  /** when it was read */
  madeAt: string;
  /** others are in it too */
  isTeam: boolean;
  /** this server's Node may speak HTTP/2 */
  http2Works: boolean;
  sessions: Session[];
  savedRequests: SavedRequest[];
  sequences: SequenceEntry[];
  /** of the session in use, newest first */
  history: ExchangeSummary[];
  sessionId: string | null;
  environments: Environment[];
  /** whose variables the next send finds; null: none */
  environmentId: string | null;
  arrangement: Arrangement;
  layout: PageLayout;
}

/** What floats over the page. */
type Overlay = 'palette' | 'keys' | 'import' | 'code' | 'comments' | CommentsProps | null;

export interface WorkspaceState extends WorkspaceData {
  pane: PhonePane;
  /** the session whose cookies, settings or sharing are open */
  cookiesOf: string | null;
  /** ids of what is being deleted: the server may still list it */
  doomed: readonly string[];
  settingsOf: string | null;
  sharingOf: string | null;
  overlay: Overlay;
  /** the choice that someone has to make */
  clash: Clash | null;
  /** the others who are in the workspace now */
  people: readonly PersonHere[];
  take: (data: Partial<WorkspaceData>) => void;
  show: (pane: PhonePane) => void;
  openCookies: (sessionId: string | null) => void;
  openSettings: (sessionId: string | null) => void;
  openSharing: (sessionId: string | null) => void;
  useSession: (id: string) => void;
  useEnvironment: (id: string | null) => void;
  /** takes in one that was saved, and uses it when it is new */
  putEnvironment: (environment: Environment) => void;
  /** takes an environment, a sequence or a saved request out of view while its deletion can still be undone */
  hide: (id: string) => void;
  /** lets it be put back */
  unhide: (id: string) => void;
  putSession: (session: Session) => void;
  /** takes a session out of view while its deletion can still be undone */
  doom: (id: string) => void;
  spare: (session: Session) => void;
  /** takes a session out of view that one may not see any more */
  lose: (id: string) => void;
  countCookies: (sessionId: string, cookieCount: number) => void;
  remember: (summary: ExchangeSummary) => void;
  /** takes a line of the history out of view while its deletion can still be undone */
  forget: (id: string) => void;
  setLayout: (patch: Partial<PageLayout>) => void;
  setOverlay: (overlay: Overlay) => void;
  setClash: (clash: Clash | null) => void;
  setPeople: (people: readonly PersonHere[]) => void;
}

type Store = StoreApi<WorkspaceState>;
export type Set = Store['setState'];
export type Get = Store['getState'];

export function createWorkspaceStore(data: WorkspaceData): Store {
  return createStore((set, get) => ({
    ...data,
    pane: 'request',
    cookiesOf: null,
    settingsOf: null,
    sharingOf: null,
    overlay: null,
    clash: null,
    people: [],
    doomed: [],
    take(fresh) {
      const { doomed } = get();
      const alive = <T extends { id: string }>(items: T[]) => items.filter(({ id }) => !doomed.includes(id));
      set({
        ...fresh,
        ...(fresh.sessions && { sessions: alive(fresh.sessions) }),
        ...(fresh.history && { history: alive(fresh.history) }),
        ...(fresh.sequences && { sequences: alive(fresh.sequences) }),
        ...(fresh.environments && { environments: alive(fresh.environments) }),
        ...(fresh.savedRequests && { savedRequests: alive(fresh.savedRequests) }),
      });
    },
    show: (pane) => set({ pane }),
    openCookies: (cookiesOf) => set({ cookiesOf }),
    openSettings: (settingsOf) => set({ settingsOf }),
    openSharing: (sharingOf) => set({ sharingOf }),
    setOverlay: (overlay) => set({ overlay }),
    setClash: (clash) => set({ clash }),
    setPeople: (people) => set({ people }),
    setLayout(patch) {
      const layout = { ...get().layout, ...patch };
      keepChoice(LAYOUT_COOKIE, formatLayout(layout));
      set({ layout });
    },
    ...sessionChanges(set, get),
    ...environmentChanges(set, get),
    ...historyChanges(set, get),
  }));
}

type EnvironmentChanges = Pick<WorkspaceState, 'useEnvironment' | 'putEnvironment' | 'hide' | 'unhide'>;

function environmentChanges(set: Set, get: Get): EnvironmentChanges {
  return {
    useEnvironment(id) {
      keepChoice(ENVIRONMENT_COOKIE, id ?? '');
      set({ environmentId: id });
    },
    putEnvironment(environment) {
      const others = get().environments.filter(({ id }) => id !== environment.id);
      const isNew = others.length === get().environments.length;
      set({ environments: [...others, environment].sort((a, b) => a.name.localeCompare(b.name)) });
      if (isNew) get().useEnvironment(environment.id);
    },
    hide(id) {
      set(({ environments, sequences, savedRequests, doomed }) => ({
        environments: environments.filter((one) => one.id !== id),
        sequences: sequences.filter((one) => one.id !== id),
        savedRequests: savedRequests.filter((one) => one.id !== id),
        doomed: [...doomed, id],
      }));
      if (get().environmentId === id) get().useEnvironment(null);
    },
    unhide: (id) => set(({ doomed }) => ({ doomed: doomed.filter((one) => one !== id) })),
  };
}

function historyChanges(set: Set, get: Get): Pick<WorkspaceState, 'remember' | 'forget'> {
  return {
    remember(summary) {
      if (summary.sessionId !== get().sessionId) return;
      set(({ history, doomed }) => ({
        doomed: doomed.filter((id) => id !== summary.id),
        history: [summary, ...history.filter(({ id }) => id !== summary.id)]
          .sort((a, b) => b.startedAt.localeCompare(a.startedAt))
          .slice(0, 100),
      }));
    },
    forget(id) {
      set(({ history, doomed }) => ({
        history: history.filter((item) => item.id !== id),
        doomed: [...doomed, id],
      }));
    },
  };
}

export const WorkspaceContext = createContext<Store | null>(null);

/** The store itself, for event handlers that read what is current. */
export function useWorkspaceStore(): Store {
  const store = useContext(WorkspaceContext);
  if (!store) throw new Error('WorkspaceProvider is missing');
  return store;
}
export function useWorkspace<T>(select: (state: WorkspaceState) => T): T {
  return useStore(useWorkspaceStore(), select);
}

/** The environment whose variables the next send finds; null also when it was deleted meanwhile. */
export function environmentInUse({
  environments,
  environmentId,
}: Pick<WorkspaceState, 'environments' | 'environmentId'>): Environment | null {
  return environments.find(({ id }) => id === environmentId) ?? null;
}

/** The session that the next send goes through; null in a workspace without one. */
export function useSessionInUse(): Session | null {
  return useWorkspace(({ sessions, sessionId }) => sessions.find(({ id }) => id === sessionId) ?? null);
}
