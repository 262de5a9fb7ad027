'use client';
import { useRouter } from 'next/navigation';
import { sentenceOf, settle, type Outcome } from '@/components/shell/outcome';
import { notify } from '@/components/ui/notify';

/** Carries out an action and shows the page as it is afterwards; a refusal is said in a notice. */
export function useDeed(): (act: () => Promise<Outcome<unknown>>, done?: string) => Promise<void> {
  const router = useRouter();
  return async (act, done) => {
    try {
      await settle(act());
      if (done) void notify({ message: done });
      router.refresh();
    } catch (error) {
      void notify({ message: sentenceOf(error), tone: 'bad' });
    }
  };
}
