import Link from 'next/link';
import { RUN_WORDS } from '@/components/run/run-words';
import { StepMark } from '@/components/run/step-mark';
import { formatCount, formatDuration } from '@/components/ui/quantity';
import { RelativeTime } from '@/components/ui/relative-time';
import type { RunSummary } from '@/lib/model/run';

/** Runs of a sequence, newest first; each opens in the player. */
export function PastRuns({ runs, shown }: { runs: readonly RunSummary[]; shown: string | null }) {
  if (runs.length === 0) return null;
  return (
    <section aria-labelledby="past-runs" className="flex flex-col gap-1">
      <h2 id="past-runs" className="font-semibold">
        Past runs
      </h2>
      <ul className="bg-raised rounded border">
        {runs.map(({ id, status, stepCount, startedAt, elapsedMs }) => (
          <li key={id} className="border-b last:border-b-0">
            <Link
              href={`?run=${id}`}
              scroll={false}
              prefetch={false}
              aria-current={id === shown ? 'true' : undefined}
              className="hover:bg-hover aria-[current]:bg-accent-wash flex min-h-8 items-center gap-2 px-2 -outline-offset-2! transition-colors"
            >
              <StepMark standing={status === 'interrupted' ? 'cancelled' : status} />
              <span className="w-20">{RUN_WORDS[status]}</span>
              <span className="text-muted w-16">{formatCount(stepCount, 'step')}</span>
              <span className="text-muted flex-1">
                {status === 'running' ? '' : formatDuration(elapsedMs)}
              </span>
              <RelativeTime iso={startedAt} className="text-faint text-sm" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
