'use client';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import type { StoreApi } from 'zustand';
import { deleteCookies, listCookies, replaceCookies } from '@/lib/actions/cookies';
import { createSession, deleteSession, forkSession, updateSession } from '@/lib/actions/sessions';
import type { Basis } from '@/lib/model/edit';
import type { Session, SessionPatch } from '@/lib/model/session';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { useWorkspaceStore, type WorkspaceState } from '@/components/shell/workspace-store';
import { notify } from '@/components/ui/notify';

type Store = StoreApi<WorkspaceState>;

function complain(error: unknown) {
  void notify({ message: sentenceOf(error), tone: 'bad' });
}

/** What can be done with sessions. Deleting is at once, with Undo; a failure is said in a notice. */
export function useSessionDeeds() {
  const store = useWorkspaceStore();
  const router = useRouter();
  return useMemo(() => {
    /** the refresh brings the history of the session now in use */
    const take = (id: string) => {
      store.getState().useSession(id);
      router.refresh();
    };
    const adopt = (session: Session) => {
      store.getState().putSession(session);
      take(session.id);
    };
    return {
      take,
      create: (name: string) => settle(createSession({ name })).then(adopt, complain),
      fork: (id: string) => settle(forkSession(id)).then(adopt, complain),
      /** false: they would rather go on typing. @throws Refusal with the fields at fault */
      update: (session: Session, patch: SessionPatch, basis: Basis<SessionPatch>) =>
        update(store, session, patch, basis),
      rename: (session: Session, name: string) => rename(store, session, name),
      remove: (session: Session) => {
        remove(store, session);
        router.refresh();
      },
      clearCookies: (session: Session) => clearCookies(store, session).catch(complain),
    };
  }, [router, store]);
}

async function update(store: Store, { id, name }: Session, input: SessionPatch, basis: Basis<SessionPatch>) {
  const save = (mine: SessionPatch, from: Basis<SessionPatch>) => updateSession(id, mine, from);
  const { saveEdit } = await import('@/components/edit/save-edit');
  const done = await saveEdit(store.getState(), { name, input, basis, save });
  if (!done) return false;
  store.getState().putSession(done.saved);
  if (done.isMerged)
    void notify({ message: `Saved ${done.saved.name} together with what others changed in it` });
  return true;
}

async function rename(store: Store, session: Session, typed: string) {
  const name = typed.trim();
  if (!name || name === session.name) return;
  store.getState().putSession({ ...session, name });
  const basis = { version: session.version, input: { name: session.name } };
  const isSaved = await update(store, session, { name }, basis).catch(complain);
  if (!isSaved) store.getState().putSession(session);
}

/** Out of view at once; really deleted when its notice has gone without Undo. */
function remove(store: Store, session: Session) {
  store.getState().doom(session.id);
  void notify({
    message: `Deleted ${session.name}`,
    undo: () => store.getState().spare(session),
    onGone: () => void settle(deleteSession(session.id)).catch(complain),
  });
}

async function clearCookies(store: Store, session: Session) {
  const held = await settle(listCookies(session.id));
  await settle(deleteCookies(session.id, {}));
  store.getState().countCookies(session.id, 0);
  const back = async () => {
    await settle(replaceCookies(session.id, held));
    store.getState().countCookies(session.id, held.length);
  };
  void notify({ message: `Emptied the jar of ${session.name}`, undo: () => void back().catch(complain) });
}
