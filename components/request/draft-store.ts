'use client';
import { createContext, useContext } from 'react';
import { createStore, useStore } from 'zustand';
import { persist } from 'zustand/middleware';
import { EMPTY_AUTH } from './auth-draft';
import { EMPTY_SOCKET, FIRST_DRAFT, firstUrl, freshId, isBlank, newDraft, type Draft } from './draft';
import { draftStorage } from './draft-storage';

export type RequestTab = 'params' | 'headers' | 'body' | 'auth' | 'extract' | 'assert' | 'settings';

/** A change to a draft, or what makes one of the draft as it is when the change comes. */
export type DraftPatch = Partial<Draft> | ((draft: Draft) => Partial<Draft>);

export function patchFor(draft: Draft, patch: DraftPatch): Partial<Draft> {
  return typeof patch === 'function' ? patch(draft) : patch;
}

export interface DraftState {
  drafts: Draft[];
  activeId: string;
  /** the editor in view, the same for all requests */
  tab: RequestTab;
  /** false until what this browser keeps was read */
  ready: boolean;
  /** the open request whose name is being typed */
  renaming: string | null;
  open: (draft: Draft) => void;
  duplicate: (id: string) => void;
  close: (id: string) => void;
  reopen: (draft: Draft, at: number) => void;
  select: (id: string) => void;
  edit: (id: string, patch: DraftPatch) => void;
  setTab: (tab: RequestTab) => void;
  rename: (id: string | null) => void;
}

type Kept = Pick<DraftState, 'drafts' | 'activeId' | 'tab'>;

/** The open requests of a workspace, kept in this browser. `ready` turns true once `rehydrate` has run. */
export function createDraftStore(workspaceId: string) {
  return createStore<DraftState>()(
    persist(
      (set, get) => ({
        drafts: [newDraft(FIRST_DRAFT)],
        activeId: FIRST_DRAFT,
        tab: 'params',
        ready: false,
        renaming: null,
        open(draft) {
          const active = get().drafts.find(({ id }) => id === get().activeId);
          const rest =
            active && isBlank(active) ? get().drafts.filter((one) => one !== active) : get().drafts;
          set({ drafts: [...rest, draft], activeId: draft.id });
        },
        duplicate(id) {
          const source = get().drafts.find((draft) => draft.id === id);
          if (!source) return;
          const copy = { ...source, id: freshId(), exchangeId: null, savedId: null, basis: null };
          set(({ drafts }) => ({ drafts: [...drafts, copy], activeId: copy.id }));
        },
        close(id) {
          const at = get().drafts.findIndex((draft) => draft.id === id);
          const left = get().drafts.filter((draft) => draft.id !== id);
          const drafts = left.length > 0 ? left : [newDraft()];
          const neighbour = drafts[Math.min(Math.max(at, 0), drafts.length - 1)];
          set({ drafts, activeId: get().activeId === id && neighbour ? neighbour.id : get().activeId });
        },
        reopen(draft, at) {
          set(({ drafts }) => ({ drafts: drafts.toSpliced(at, 0, draft), activeId: draft.id }));
        },
        select: (activeId) => set({ activeId }),
        edit(id, patch) {
          set(({ drafts }) => ({
            drafts: drafts.map((draft) =>
              draft.id === id ? { ...draft, ...patchFor(draft, patch) } : draft,
            ),
          }));
        },
        setTab: (tab) => set({ tab }),
        rename: (renaming) => set({ renaming }),
      }),
      {
        name: `playjar:drafts:${workspaceId}`,
        version: 1,
        skipHydration: true,
        storage: draftStorage<Kept>(),
        partialize: ({ drafts, activeId, tab }) => ({ drafts, activeId, tab }),
        merge: (kept, current) => ({ ...current, ...mended(kept as Partial<Kept> | undefined), ready: true }),
      },
    ),
  );
}

/** Drafts kept by an older page may lack newer fields: each is laid over a new one. */
function mended(kept: Partial<Kept> | undefined): Partial<Kept> {
  const drafts = (kept?.drafts ?? []).map((draft) => ({
    ...newDraft(draft.id),
    ...draft,
    auth: { ...EMPTY_AUTH, ...draft.auth },
    socket: { ...EMPTY_SOCKET, ...draft.socket },
  }));
  const first = drafts[0];
  if (!kept || !first)
    return { drafts: [{ ...newDraft(FIRST_DRAFT), url: firstUrl() }], activeId: FIRST_DRAFT };
  const activeId = drafts.some(({ id }) => id === kept.activeId) ? (kept.activeId ?? first.id) : first.id;
  return { drafts, activeId, tab: kept.tab ?? 'params' };
}

export type DraftStore = ReturnType<typeof createDraftStore>;
export const DraftContext = createContext<DraftStore | null>(null);

/** The store itself, for event handlers that read what is current. */
export function useDraftStore(): DraftStore {
  const store = useContext(DraftContext);
  if (!store) throw new Error('WorkspaceProvider is missing');
  return store;
}
export function useDrafts<T>(select: (state: DraftState) => T): T {
  return useStore(useDraftStore(), select);
}

const NONE = newDraft('none');
/** The request in view. */
export function useActiveDraft(): Draft {
  return useDrafts(({ drafts, activeId }) => drafts.find(({ id }) => id === activeId) ?? drafts[0] ?? NONE);
}

/** The last send of the request in view. */
export function useOpenExchangeId(): string | null {
  return useDrafts(({ drafts, activeId }) => drafts.find(({ id }) => id === activeId)?.exchangeId ?? null);
}
