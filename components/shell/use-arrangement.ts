'use client';
import { useMemo } from 'react';
import type { StoreApi } from 'zustand';
import { arrange } from '@/lib/actions/arrangements';
import { freshId } from '@/components/request/draft';
import { announce } from '@/components/ui/announce';
import { notify } from '@/components/ui/notify';
import type { DropSide } from '@/components/ui/use-drag-rows';
import { fileRequest, inOrder, putBefore, shelves, step, type Arrangement } from './arrangement';
import { sentenceOf, settle, Unanswered } from './outcome';
import { keepUnstored, unstoredArrangement } from './unstored-arrangement';
import { useWorkspaceStore, type WorkspaceState } from './workspace-store';

type Kind = 'sessions' | 'sequences';

/** Sessions, or sequences, as the sidebar shows them. */
function orderedIds(state: WorkspaceState, kind: Kind): string[] {
  const fresh = kind === 'sessions' ? 'last' : 'first';
  return inOrder<{ id: string }>(state[kind], state.arrangement[kind], fresh).map(({ id }) => id);
}

/** The id that stands behind `over`, for a drop after it; null: the end. */
function after(ids: readonly string[], over: string): string | null {
  return ids[ids.indexOf(over) + 1] ?? null;
}

type Store = StoreApi<WorkspaceState>;

/**
 * It shows at once and is stored behind; what the server refuses goes back. Until it is stored it is kept in this tab,
 * and only the newest counts: each is the whole order.
 */
function put(store: Store, next: Partial<Arrangement>) {
  const { workspaceId, arrangement: before } = store.getState();
  const whole = { ...before, ...next };
  const isNewest = () => store.getState().arrangement === whole;
  keepUnstored(workspaceId, whole);
  store.getState().take({ arrangement: whole });
  settle(arrange(whole)).then(
    () => {
      if (isNewest()) keepUnstored(workspaceId, null);
    },
    (error: unknown) => {
      if (!isNewest()) return;
      // A page that is left gets no answer either: what waits is stored when it is opened again.
      if (!(error instanceof Unanswered)) {
        keepUnstored(workspaceId, null);
        store.getState().take({ arrangement: before });
      }
      void notify({ message: sentenceOf(error), tone: 'bad' });
    },
  );
}

/** Stores the order that a reload cut off, if there is one. */
export function storeAgain(store: Store): void {
  const waiting = unstoredArrangement(store.getState().workspaceId);
  if (waiting) put(store, waiting);
}

function tell(ids: readonly string[], id: string) {
  announce(`Moved to place ${String(ids.indexOf(id) + 1)} of ${String(ids.length)}`);
}

/** Puts the sidebar's things in order, and saved requests into folders. */
export function useArrangement() {
  const store = useWorkspaceStore();
  return useMemo(() => ({ ...listDeeds(store), ...requestDeeds(store), ...folderDeeds(store) }), [store]);
}

function listDeeds(store: Store) {
  return {
    drop(kind: Kind, id: string, over: string, side: DropSide) {
      const ids = orderedIds(store.getState(), kind);
      put(store, { [kind]: putBefore(ids, id, side === 'before' ? over : after(ids, over)) });
    },
    step(kind: Kind, id: string, by: -1 | 1) {
      const ids = step(orderedIds(store.getState(), kind), id, by);
      put(store, { [kind]: ids });
      tell(ids, id);
    },
  };
}

function requestDeeds(store: Store) {
  const now = () => store.getState().arrangement;
  const looseIds = () => shelves(store.getState().savedRequests, now()).loose.map(({ id }) => id);
  const folderOf = (id: string) => now().folders.find(({ items }) => items.includes(id));
  const file = (id: string, to: { folder: string | null; before: string | null }) =>
    put(store, fileRequest(now(), looseIds(), id, to));
  return {
    file,
    dropRequest(id: string, over: string, side: DropSide) {
      const folder = folderOf(over);
      const ids = folder?.items ?? looseIds();
      if (side === 'into') file(id, { folder: over, before: null });
      else file(id, { folder: folder?.id ?? null, before: side === 'before' ? over : after(ids, over) });
    },
    stepRequest(id: string, by: -1 | 1) {
      const folder = folderOf(id);
      const ids = step(folder?.items ?? looseIds(), id, by);
      const folders = now().folders.map((one) => (one === folder ? { ...one, items: ids } : one));
      put(store, folder ? { folders } : { requests: ids });
      tell(ids, id);
    },
  };
}

function folderDeeds(store: Store) {
  const folders = () => store.getState().arrangement.folders;
  return {
    addFolder(name: string): string {
      const id = freshId();
      put(store, { folders: [...folders(), { id, name, items: [] }] });
      return id;
    },
    renameFolder: (id: string, name: string) =>
      put(store, { folders: folders().map((one) => (one.id === id ? { ...one, name } : one)) }),
    stepFolder(id: string, by: -1 | 1) {
      const ids = step(
        folders().map((folder) => folder.id),
        id,
        by,
      );
      put(store, { folders: inOrder(folders(), ids, 'last') });
      tell(ids, id);
    },
    /** what was in it stands in no folder then */
    removeFolder(id: string) {
      const before = store.getState().arrangement;
      const gone = folders().find((folder) => folder.id === id);
      put(store, { folders: folders().filter((folder) => folder.id !== id) });
      void notify({ message: `Deleted the folder ${gone?.name ?? ''}`, undo: () => put(store, before) });
    },
  };
}
