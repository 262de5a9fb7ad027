'use client';
import { useState } from 'react';
import { bodyUrl } from '@/components/exchange/live';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Run } from '@/lib/model/run';
import { viewOfRun } from './run-view';
import { StepPlayer } from './step-player';
import { useRunStream } from './use-run-stream';

/** A run whose sequence is gone. */
export function StoredRun({ run }: { run: Run }) {
  const [initial] = useState(() => viewOfRun(run));
  const [view] = useRunStream(initial, '/live/runs/');
  return (
    <div className="scroll-thin bg-panel flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
      <header>
        <h1 className="text-xl font-semibold">A run</h1>
        <p className="text-muted">
          Started <RelativeTime iso={run.startedAt} />. Its sequence is no longer here.
        </p>
      </header>
      {view ? <StepPlayer view={view} bodyHref={bodyUrl} /> : null}
    </div>
  );
}
