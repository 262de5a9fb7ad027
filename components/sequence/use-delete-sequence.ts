'use client';
import { useRouter } from 'next/navigation';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { useWorkspaceStore } from '@/components/shell/workspace-store';
import { notify } from '@/components/ui/notify';
import { deleteSequence } from '@/lib/actions/sequences';
import type { Sequence } from '@/lib/model/sequence';

/**
 * Takes a sequence out of view at once and leads to the playground. It is really deleted when its notice has gone without
 * Undo, so that Undo brings back its runs and its shared links too.
 */
export function useDeleteSequence({ id, name, steps }: Sequence): () => void {
  const router = useRouter();
  const store = useWorkspaceStore();
  return () => {
    const { sequences, hide } = store.getState();
    const entry = sequences.find((one) => one.id === id) ?? { id, name, stepCount: steps.length };
    const back = () => {
      store.getState().unhide(id);
      store.getState().take({ sequences: [entry, ...store.getState().sequences] });
    };
    hide(id);
    router.push('/');
    void notify({
      message: `Deleted sequence “${name}”`,
      undo() {
        back();
        router.push(`/sequences/${id}`);
      },
      onGone: () =>
        void settle(deleteSequence(id)).catch((error: unknown) => {
          back();
          void notify({ message: sentenceOf(error), tone: 'bad' });
        }),
    });
  };
}
