'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { notify } from '@/components/ui/notify';
import { deleteRun, nameReference } from '@/lib/actions/runs';
import type { RunSummary } from '@/lib/model/run';

function complain(error: unknown) {
  void notify({ message: sentenceOf(error), tone: 'bad' });
}

/** Runs that are kept, without those being deleted: out of view at once, really gone when their notice is. */
export function useKeptRuns(runs: readonly RunSummary[]) {
  const router = useRouter();
  const [doomed, setDoomed] = useState<readonly string[]>([]);
  const spare = (id: string) => setDoomed((old) => old.filter((one) => one !== id));
  return {
    runs: runs.filter(({ id }) => !doomed.includes(id)),
    refer: (id: string, isReference: boolean) =>
      void settle(nameReference(id, isReference)).then(() => router.refresh(), complain),
    remove(id: string) {
      setDoomed((old) => [...old, id]);
      const failed = (error: unknown) => {
        spare(id);
        complain(error);
      };
      void notify({
        message: 'Deleted the run',
        undo: () => spare(id),
        onGone: () => void settle(deleteRun(id)).then(() => router.refresh(), failed),
      });
    },
  };
}

/** What a run is compared with: the reference of its sequence, else the run before it. */
export function counterpart(
  runs: readonly RunSummary[],
  run: RunSummary,
): { id: string; words: string } | null {
  const ofSequence = runs.filter(({ sequenceId }) => sequenceId !== null && sequenceId === run.sequenceId);
  const reference = ofSequence.find(({ isReference }) => isReference);
  if (reference && reference.id !== run.id) return { id: reference.id, words: 'the reference' };
  const earlier = ofSequence.find(({ startedAt }) => startedAt < run.startedAt);
  return earlier ? { id: earlier.id, words: 'the run before' } : null;
}
