'use client';
import { useRouter } from 'next/navigation';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { notify } from '@/components/ui/notify';
import { deleteSequence, saveSequence } from '@/lib/actions/sequences';
import type { Sequence } from '@/lib/model/sequence';

/** Deletes a sequence at once and leads to the playground; Undo makes it again. */
export function useDeleteSequence(saved: Sequence): () => Promise<void> {
  const router = useRouter();
  return async () => {
    try {
      await settle(deleteSequence(saved.id));
    } catch (error) {
      void notify({ message: sentenceOf(error), tone: 'bad' });
      return;
    }
    router.push('/');
    router.refresh();
    const { name, description, steps, variables } = saved;
    void notify({
      message: `Deleted sequence “${name}”`,
      undo: () =>
        void settle(saveSequence(null, { name, description, steps, variables }))
          .then(({ id }) => router.push(`/sequences/${id}`))
          .catch((error: unknown) => notify({ message: sentenceOf(error), tone: 'bad' })),
    });
  };
}
