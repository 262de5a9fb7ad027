'use client';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { deleteCookies, listCookies, putCookie } from '@/lib/actions/cookies';
import { createSession, deleteSession, forkSession, updateSession } from '@/lib/actions/sessions';
import type { Session, SessionPatch } from '@/lib/model/session';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { useWorkspaceStore } from '@/components/shell/workspace-store';
import { notify } from '@/components/ui/notify';

const complain = (error: unknown) => void notify({ message: sentenceOf(error), tone: 'bad' });

/** What can be done with sessions. Deleting is at once, with Undo; a failure is said in a notice. */
export function useSessionDeeds() {
  const store = useWorkspaceStore();
  const router = useRouter();
  return useMemo(() => {
    const state = () => store.getState();
    const use = (id: string) => {
      state().useSession(id);
      router.refresh();
    };
    const adopt = (session: Session) => {
      state().putSession(session);
      use(session.id);
      return session;
    };
    return {
      use,
      async create(name: string): Promise<Session | null> {
        return settle(createSession({ name })).then(adopt, (error: unknown) => (complain(error), null));
      },
      async fork(id: string) {
        await settle(forkSession(id)).then(adopt, complain);
      },
      /** @throws Refusal with the fields at fault */
      async update(id: string, patch: SessionPatch) {
        state().putSession(await settle(updateSession(id, patch)));
      },
      async rename(session: Session, name: string) {
        if (!name.trim() || name.trim() === session.name) return;
        state().putSession({ ...session, name: name.trim() });
        await settle(updateSession(session.id, { name: name.trim() })).catch((error: unknown) => {
          state().putSession(session);
          complain(error);
        });
      },
      remove(session: Session) {
        state().doom(session.id);
        if (state().sessionId !== null) router.refresh();
        void notify({
          message: `Deleted ${session.name}`,
          undo: () => {
            state().spare(session);
          },
          onGone: () => void settle(deleteSession(session.id)).catch(complain),
        });
      },
      async clearCookies(session: Session) {
        try {
          const held = await settle(listCookies(session.id));
          await settle(deleteCookies(session.id, {}));
          state().countCookies(session.id, 0);
          const back = async () => {
            for (const cookie of held) await settle(putCookie(session.id, cookie));
            state().countCookies(session.id, held.length);
          };
          void notify({
            message: `Emptied the jar of ${session.name}`,
            undo: () => void back().catch(complain),
          });
        } catch (error) {
          complain(error);
        }
      },
    };
  }, [router, store]);
}
