'use client';
import { useEffect, useState } from 'react';
import { formatBytes } from '@/components/ui/quantity';
import { Skeleton } from '@/components/ui/skeleton';
import { phaseWords, type SendProgress } from './send-progress';

interface ProgressProps {
  progress: SendProgress;
  /** epoch milliseconds; null: a stored send is being read */
  startedAt: number | null;
}

/** What a send is at: phase, time, bytes so far. */
export function ProgressLine({ progress, startedAt }: ProgressProps) {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    if (startedAt === null) return;
    const timer = setInterval(() => setElapsed(Date.now() - startedAt), 100);
    return () => clearInterval(timer);
  }, [startedAt]);
  return (
    <div className="flex h-9 shrink-0 items-center gap-3 overflow-hidden border-b px-3 whitespace-nowrap">
      <span
        aria-hidden="true"
        className="border-line-strong border-t-accent size-3 animate-spin rounded-full border-2"
      />
      <span role="status" className="font-semibold">
        {startedAt === null ? 'Loading' : phaseWords(progress)}
      </span>
      {startedAt === null ? null : <span className="text-muted">{(elapsed / 1000).toFixed(1)} s</span>}
      {progress.received > 0 ? <span className="text-muted">{formatBytes(progress.received)}</span> : null}
      {progress.hop > 0 ? <span className="text-muted">hop {progress.hop + 1}</span> : null}
    </div>
  );
}

/** The response pane while a send is under way: of the same size as what comes. */
export function ProgressPane({ progress, startedAt }: ProgressProps) {
  return (
    <section aria-label="Response" aria-busy="true" className="bg-raised flex min-h-0 flex-1 flex-col">
      <ProgressLine progress={progress} startedAt={startedAt} />
      <div className="flex h-9.25 shrink-0 items-center gap-6 border-b px-3.5">
        <Skeleton className="h-3 w-8" />
        <Skeleton className="h-3 w-12" />
        <Skeleton className="h-3 w-12" />
      </div>
      <div className="flex flex-col gap-2 p-3">
        <Skeleton className="h-3 w-2/3" />
        <Skeleton className="h-3 w-1/2" />
        <Skeleton className="h-3 w-3/5" />
      </div>
    </section>
  );
}
