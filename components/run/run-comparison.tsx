'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { StatusText } from '@/components/ui/status-text';
import type { Run } from '@/lib/model/run';
import type { Sequence } from '@/lib/model/sequence';
import { nameOf, standingOf, viewOfRun, type RunView } from './run-view';
import { runSentence, STANDING_WORDS } from './run-words';
import { StepMark } from './step-mark';
import { useRunStream } from './use-run-stream';

/** Two runs under way beside each other. What they come to is compared as soon as both have ended. */
export function RunComparison({ a, b, sequence }: { a: Run; b: Run; sequence: Sequence | null }) {
  const router = useRouter();
  const [initial] = useState(() => [a, b].map((run) => viewOfRun(run, sequence?.steps)));
  const [one] = useRunStream(initial[0] ?? null, '/live/runs/');
  const [other] = useRunStream(initial[1] ?? null, '/live/runs/');
  const over = one?.status !== 'running' && other?.status !== 'running';
  useEffect(() => {
    if (over) router.refresh();
  }, [over, router]);
  return (
    <div className="scroll-thin bg-panel flex min-h-0 flex-1 flex-col overflow-y-auto">
      <div className="mx-auto flex w-full max-w-6xl flex-col gap-5 p-4 md:px-8 md:py-6">
        <h1 className="text-xl font-semibold wrap-anywhere">
          {sequence?.name ?? 'Two runs'}, as {a.sessionName} and as {b.sessionName}
        </h1>
        <div className="grid gap-4 md:grid-cols-2">
          {one ? <Side view={one} as={a.sessionName} /> : null}
          {other ? <Side view={other} as={b.sessionName} /> : null}
        </div>
      </div>
    </div>
  );
}

function Side({ view, as }: { view: RunView; as: string }) {
  return (
    <section aria-label={`As ${as}`} className="bg-raised rounded border">
      <h2 className="border-b px-3 py-2 font-semibold">As {as}</h2>
      <ol>
        {Array.from({ length: view.stepCount }, (_, position) => (
          <StepLine key={position} view={view} position={position} />
        ))}
      </ol>
      <p role="status" className="text-muted border-t px-3 py-2">
        {runSentence(view)}
      </p>
    </section>
  );
}

function StepLine({ view, position }: { view: RunView; position: number }) {
  const standing = standingOf(view, position);
  const status = view.results[position]?.exchange?.response?.status;
  return (
    <li className="flex min-h-8 items-center gap-2 border-b px-3 last:border-b-0">
      <StepMark standing={standing} />
      <span className="min-w-0 flex-1 truncate">{nameOf(view, position)}</span>
      {status === undefined ? null : <StatusText status={status} />}
      <span className="text-muted w-20 text-sm">{STANDING_WORDS[standing]}</span>
    </li>
  );
}
