'use client';
import { environmentInUse, useWorkspace } from '@/components/shell/workspace-store';
import { useEffect, useState } from 'react';
import { useRouter } from 'next/navigation';
import type { RunView } from '@/components/run/run-view';
import { useRunStream } from '@/components/run/use-run-stream';
import { Refusal, sentenceOf, settle } from '@/components/shell/outcome';
import { startComparison, startRun } from '@/lib/actions/runs';
import type { ComparisonStart } from '@/lib/model/comparison';
import type { RunStart } from '@/lib/model/run';
import type { Sequence } from '@/lib/model/sequence';

export interface Runs {
  view: RunView | null;
  starting: boolean;
  problem: string | null;
  /** by variable name */
  faults: Readonly<Record<string, string>>;
  start: (sequence: Sequence, input: RunStart) => Promise<void>;
  /** runs it as two and opens what differs */
  compare: (sequence: Sequence, input: ComparisonStart) => Promise<void>;
  cancel: () => void;
}

/** Starts runs of a sequence, follows the one that is shown, and puts it into the page's address. */
export function useRuns(initial: RunView | null): Runs {
  const router = useRouter();
  const environmentId = useWorkspace(environmentInUse)?.id;
  const chosen = environmentId === undefined ? {} : { environmentId };
  const [view, dispatch] = useRunStream(initial, '/live/runs/');
  const [starting, setStarting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const ended = view && view.status !== 'running' && view.id !== initial?.id ? view.id : null;

  useEffect(() => {
    if (ended !== null) router.refresh();
  }, [ended, router]);

  async function attempt(work: () => Promise<void>) {
    setStarting(true);
    setProblem(null);
    setFaults({});
    try {
      await work();
    } catch (error) {
      const errors = error instanceof Refusal ? error.errors : [];
      setFaults(faultsOf(errors));
      if (!errors.some(({ path }) => path.startsWith('variables.'))) setProblem(sentenceOf(error));
    } finally {
      setStarting(false);
    }
  }
  const start = (sequence: Sequence, input: RunStart) =>
    attempt(async () => {
      const { runId } = await settle(startRun(sequence.id, { ...input, ...chosen }));
      const { fromStep = 1, toStep } = input;
      dispatch({ type: 'begin', id: runId, planned: sequence.steps.slice(fromStep - 1, toStep) });
      window.history.replaceState(null, '', `?run=${encodeURIComponent(runId)}`);
    });
  const compare = (sequence: Sequence, input: ComparisonStart) =>
    attempt(async () => {
      const { runIds } = await settle(startComparison(sequence.id, { ...input, ...chosen }));
      router.push(`/runs/${runIds[0]}/diff/${runIds[1]}`);
    });
  function cancel() {
    if (view)
      void fetch(`/live/runs/${encodeURIComponent(view.id)}/cancel`, { method: 'POST' }).catch(() => null);
  }
  return { view, starting, problem, faults, start, compare, cancel };
}

function faultsOf(errors: readonly { path: string; message: string }[]): Record<string, string> {
  return Object.fromEntries(
    errors.map(({ path, message }) => [path.replace(/^variables\./, ''), `This ${message}.`]),
  );
}
