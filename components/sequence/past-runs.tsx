'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { RunSummary } from '@/lib/model/run';
import { RunRow } from './run-row';
import { counterpart, useKeptRuns } from './use-kept-runs';

/** Runs of a sequence, newest first; each opens in the player and compares with the reference or the one before. */
export function PastRuns({ runs, shown }: { runs: readonly RunSummary[]; shown: string | null }) {
  const router = useRouter();
  const kept = useKeptRuns(runs);
  const [newest] = kept.runs;
  if (!newest) return null;
  return (
    <section aria-labelledby="past-runs" className="flex flex-col gap-1">
      <header className="flex items-baseline justify-between gap-2">
        <h2 id="past-runs" className="font-semibold">
          Past runs
        </h2>
        {newest.sequenceId === null ? null : (
          <Link
            href={`/runs?sequence=${newest.sequenceId}`}
            prefetch={false}
            className="text-accent rounded-sm text-sm underline underline-offset-2"
          >
            All runs
          </Link>
        )}
      </header>
      <ul className="bg-raised rounded border">
        {kept.runs.map((run) => (
          <RunRow
            key={run.id}
            run={run}
            href={`?run=${run.id}`}
            isShown={run.id === shown}
            against={counterpart(runs, run)}
            onReference={(isReference) => kept.refer(run.id, isReference)}
            onDelete={() => {
              kept.remove(run.id);
              if (run.id === shown) router.push('?', { scroll: false });
            }}
          />
        ))}
      </ul>
    </section>
  );
}
