'use client';
import { useEffect, useState } from 'react';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { notify } from '@/components/ui/notify';
import {
  deleteCheckpoint,
  listCheckpoints,
  restoreCheckpoint,
  saveCheckpoint,
} from '@/lib/actions/checkpoints';
import { replaceCookies } from '@/lib/actions/cookies';
import type { Checkpoint } from '@/lib/model/checkpoint';
import type { Cookie } from '@/lib/model/cookie';
import type { Session } from '@/lib/model/session';

function complain(error: unknown) {
  void notify({ message: sentenceOf(error), tone: 'bad' });
}

/** The checkpoints of a session while its panel is open; null while they are read. */
export function useCheckpoints(
  session: Session,
  held: readonly Cookie[] | null,
  onJar: (cookies: Cookie[]) => void,
) {
  const [items, setItems] = useState<readonly Checkpoint[] | null>(null);
  useEffect(() => {
    let left = false;
    settle(listCheckpoints(session.id)).then((list) => left || setItems(list), complain);
    return () => {
      left = true;
    };
  }, [session.id]);

  const put = (checkpoint: Checkpoint) =>
    setItems((old) => [checkpoint, ...(old ?? [])].sort((a, b) => b.createdAt.localeCompare(a.createdAt)));
  return {
    items,
    /** @throws Refusal */
    save: async (name: string) => put(await settle(saveCheckpoint(session.id, { name }))),
    async restore({ id, name }: Checkpoint) {
      const before = held;
      const back = () => before && settle(replaceCookies(session.id, [...before])).then(onJar, complain);
      await settle(restoreCheckpoint(session.id, id)).then((cookies) => {
        onJar(cookies);
        void notify({
          message: `Rolled back to “${name}”`,
          ...(before ? { undo: () => void back() } : {}),
        });
      }, complain);
    },
    /** out of view at once; really deleted when its notice has gone without Undo */
    remove(checkpoint: Checkpoint) {
      setItems((old) => (old ?? []).filter(({ id }) => id !== checkpoint.id));
      void notify({
        message: `Deleted the checkpoint “${checkpoint.name}”`,
        undo: () => put(checkpoint),
        onGone: () => void settle(deleteCheckpoint(session.id, checkpoint.id)).catch(complain),
      });
    },
  };
}
