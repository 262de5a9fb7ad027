'use client';
import { useEffect, useState } from 'react';
import { useRouter } from 'next/navigation';
import type { RunView } from '@/components/run/run-view';
import { useRunStream } from '@/components/run/use-run-stream';
import { Refusal, sentenceOf, settle } from '@/components/shell/outcome';
import { startRun } from '@/lib/actions/runs';
import type { RunStart } from '@/lib/model/run';
import type { Sequence } from '@/lib/model/sequence';

export interface Runs {
  view: RunView | null;
  starting: boolean;
  problem: string | null;
  /** by variable name */
  faults: Readonly<Record<string, string>>;
  start: (sequence: Sequence, input: RunStart) => Promise<void>;
  cancel: () => void;
}

/** Starts runs of a sequence, follows the one that is shown, and puts it into the page's address. */
export function useRuns(initial: RunView | null): Runs {
  const router = useRouter();
  const [view, dispatch] = useRunStream(initial, '/live/runs/');
  const [starting, setStarting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const ended = view && view.status !== 'running' && view.id !== initial?.id ? view.id : null;

  useEffect(() => {
    if (ended !== null) router.refresh();
  }, [ended, router]);

  async function start(sequence: Sequence, input: RunStart) {
    setStarting(true);
    setProblem(null);
    setFaults({});
    try {
      const { runId } = await settle(startRun(sequence.id, input));
      const { fromStep = 1, toStep } = input;
      dispatch({ type: 'begin', id: runId, planned: sequence.steps.slice(fromStep - 1, toStep) });
      window.history.replaceState(null, '', `?run=${encodeURIComponent(runId)}`);
    } catch (error) {
      const errors = error instanceof Refusal ? error.errors : [];
      setFaults(faultsOf(errors));
      if (!errors.some(({ path }) => path.startsWith('variables.'))) setProblem(sentenceOf(error));
    } finally {
      setStarting(false);
    }
  }
  function cancel() {
    if (view)
      void fetch(`/live/runs/${encodeURIComponent(view.id)}/cancel`, { method: 'POST' }).catch(() => null);
  }
  return { view, starting, problem, faults, start, cancel };
}

function faultsOf(errors: readonly { path: string; message: string }[]): Record<string, string> {
  return Object.fromEntries(
    errors.map(({ path, message }) => [path.replace(/^variables\./, ''), `This ${message}.`]),
  );
}
