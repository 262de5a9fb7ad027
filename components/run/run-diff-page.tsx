'use client';
import { ArrowLeftRight } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { buttonClass } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Select } from '@/components/ui/select';
import type { RunDiff } from '@/lib/model/run-diff';
import type { RunSummary } from '@/lib/model/run';
import type { Sequence } from '@/lib/model/sequence';
import { DiffStep } from './diff-step';
import { MaskList } from './mask-list';
import { RUN_WORDS } from './run-words';
import { useMasks } from './use-masks';

export interface RunDiffPageProps {
  diff: RunDiff;
  sequence: Sequence | null;
  runs: readonly RunSummary[];
}

/** Two runs compared: the answer in a sentence, then step by step, then what was left aside. */
export function RunDiffPage({ diff, sequence, runs }: RunDiffPageProps) {
  const { a, b, steps } = diff;
  const masks = useMasks(sequence?.id ?? null, diff.masks);
  const asTwo = a.sessionName !== b.sessionName;
  const sides = asTwo ? ([a.sessionName, b.sessionName] as const) : (['before', 'after'] as const);
  const used = new Map<string, number>();
  for (const { mask } of steps.flatMap(({ parts }) => parts.flatMap(({ rows }) => rows)))
    if (mask !== null) used.set(mask, (used.get(mask) ?? 0) + 1);
  return (
    <div className="scroll-thin bg-panel flex min-h-0 flex-1 flex-col overflow-y-auto">
      <div className="mx-auto flex w-full max-w-6xl flex-col gap-5 p-4 md:px-8 md:py-6">
        <header className="flex flex-col gap-3">
          <Question diff={diff} sequence={sequence} asTwo={asTwo} />
          <Answer diff={diff} />
          <Sides a={a} b={b} runs={runs} />
        </header>
        {steps.length > 0 ? (
          <section aria-labelledby="diff-steps" className="flex flex-col gap-2">
            <h2 id="diff-steps" className="sr-only">
              Step by step
            </h2>
            <ol className="flex flex-col gap-2">
              {steps.map((step) => (
                <DiffStep
                  key={`${step.stepId}.${step.word}`}
                  step={step}
                  masks={diff.masks}
                  sides={sides}
                  onMask={sequence ? masks.mask : null}
                />
              ))}
            </ol>
          </section>
        ) : null}
        <MaskList masks={masks} used={used} changeable={sequence !== null} />
      </div>
    </div>
  );
}

function Question({ diff, sequence, asTwo }: { diff: RunDiff; sequence: Sequence | null; asTwo: boolean }) {
  const name = sequence ? (
    <Link href={`/sequences/${sequence.id}`} className="text-accent rounded-sm underline underline-offset-2">
      {sequence.name}
    </Link>
  ) : (
    'a sequence that is gone'
  );
  if (asTwo) {
    return (
      <p className="text-muted">
        Does {name} go differently as {diff.b.sessionName} than as {diff.a.sessionName}?
      </p>
    );
  }
  return (
    <p className="text-muted">
      Did {name} change since the run <RelativeTime iso={diff.a.startedAt} />?
    </p>
  );
}

/** The sentence, its first word set apart. */
function Answer({ diff: { sentence, same } }: { diff: RunDiff }) {
  const at = sentence.indexOf(':');
  return (
    <h1 className="max-w-prose text-xl font-semibold text-balance wrap-anywhere">
      <span className={same ? 'text-good' : 'text-moved'}>{sentence.slice(0, at)}</span>
      {sentence.slice(at)}
    </h1>
  );
}

function Sides({ a, b, runs }: { a: RunSummary; b: RunSummary; runs: readonly RunSummary[] }) {
  const router = useRouter();
  const known = [...runs, ...[a, b].filter((run) => !runs.some(({ id }) => id === run.id))];
  const options = known.map((run) => ({ value: run.id, label: runLabel(run) }));
  const open = (one: string, other: string) => router.push(`/runs/${one}/diff/${other}`);
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Select
        label="From"
        className="min-w-0 flex-1 basis-60 sm:max-w-md"
        value={a.id}
        options={options}
        onChange={(event) => open(event.target.value, b.id)}
      />
      <Link
        href={`/runs/${b.id}/diff/${a.id}`}
        aria-label="Swap the two runs"
        title="Swap the two runs"
        className={buttonClass('quiet')}
      >
        <ArrowLeftRight aria-hidden="true" className="size-4" />
      </Link>
      <Select
        label="To"
        className="min-w-0 flex-1 basis-60 sm:max-w-md"
        value={b.id}
        options={options}
        onChange={(event) => open(a.id, event.target.value)}
      />
    </div>
  );
}

/** `27 Nov 01:10:05 · passed · a fresh session · reference`; UTC, so that server and page say the same. */
function runLabel({ startedAt, status, sessionName, isReference }: RunSummary): string {
  const [, , day = '', month = ''] = /(\w+), (\d+) (\w+)/.exec(new Date(startedAt).toUTCString()) ?? [];
  const time = `${day} ${month}, ${startedAt.slice(11, 19)} UTC`;
  return [time, RUN_WORDS[status], sessionName, isReference && 'reference'].filter(Boolean).join(' · ');
}
