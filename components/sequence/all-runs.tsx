'use client';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { Page } from '@/lib/model/page';
import type { RunSummary } from '@/lib/model/run';
import { RunRow } from './run-row';
import { counterpart, useKeptRuns } from './use-kept-runs';

export interface AllRunsProps {
  page: Page<RunSummary>;
  /** names of sequences by id */
  names: Readonly<Record<string, string>>;
  /** the sequence whose runs these are; null: of all */
  only: { id: string; name: string } | null;
}

/** Every run that is kept, newest first. */
export function AllRuns({ page, names, only }: AllRunsProps) {
  const kept = useKeptRuns(page.items);
  const older = new URLSearchParams({ ...(only && { sequence: only.id }), cursor: page.nextCursor ?? '' });
  return (
    <div className="scroll-thin bg-panel flex min-h-0 flex-1 flex-col overflow-y-auto">
      <div className="mx-auto flex w-full max-w-6xl flex-col gap-4 p-4 md:px-8 md:py-6">
        <h1 className="text-xl font-semibold wrap-anywhere">
          {only ? (
            <>
              Runs of{' '}
              <Link
                href={`/sequences/${only.id}`}
                className="text-accent rounded-sm underline underline-offset-4"
              >
                {only.name}
              </Link>
            </>
          ) : (
            'Runs'
          )}
        </h1>
        {kept.runs.length === 0 ? (
          <EmptyState title="No runs yet">
            A run is one replay of a sequence. Open a sequence and press Run; it is kept here, step by step.
          </EmptyState>
        ) : (
          <ul className="bg-raised rounded border">
            {kept.runs.map((run) => (
              <RunRow
                key={run.id}
                run={run}
                href={`/runs/${run.id}`}
                isShown={false}
                sequenceName={only ? undefined : (names[run.sequenceId ?? ''] ?? 'a sequence that is gone')}
                against={counterpart(page.items, run)}
                onReference={(isReference) => kept.refer(run.id, isReference)}
                onDelete={() => kept.remove(run.id)}
              />
            ))}
          </ul>
        )}
        {page.nextCursor === null ? null : (
          <Link href={`/runs?${older.toString()}`} className={`${buttonClass()} self-start`}>
            Older runs
          </Link>
        )}
      </div>
    </div>
  );
}
