'use client';
import { Ellipsis } from 'lucide-react';
import Link from 'next/link';
import { RUN_WORDS } from '@/components/run/run-words';
import { StepMark } from '@/components/run/step-mark';
import { Menu, type MenuItem } from '@/components/ui/menu';
import { formatCount, formatDuration } from '@/components/ui/quantity';
import { RelativeTime } from '@/components/ui/relative-time';
import type { RunSummary } from '@/lib/model/run';

export interface RunRowProps {
  run: RunSummary;
  href: string;
  isShown: boolean;
  /** whose run it is, where a list holds those of several sequences */
  sequenceName?: string | undefined;
  /** the run to compare it with, and how that one is called */
  against: { id: string; words: string } | null;
  onReference: (isReference: boolean) => void;
  onDelete: () => void;
}

/** A run in a list: how it ended, as whom, when; opens in the player. */
export function RunRow(props: RunRowProps) {
  const { run, href, isShown, sequenceName, against, onReference, onDelete } = props;
  const { id, status, stepCount, startedAt, elapsedMs, sessionName, isReference } = run;
  const items: MenuItem[] = [
    ...(run.sequenceId === null
      ? []
      : [{ id: 'reference', label: isReference ? 'No longer the reference' : 'Make it the reference' }]),
    { id: 'delete', label: 'Delete', danger: true },
  ];
  return (
    <li className="flex min-h-9 items-center border-b pr-1 last:border-b-0">
      <Link
        href={href}
        scroll={false}
        prefetch={false}
        aria-current={isShown ? 'true' : undefined}
        className="hover:bg-hover aria-[current]:bg-accent-wash flex min-h-9 min-w-0 flex-1 flex-wrap items-center gap-x-3 rounded-sm px-2 py-1 -outline-offset-2! transition-colors"
      >
        <span className="flex w-24 items-center gap-2">
          <StepMark standing={status === 'interrupted' ? 'cancelled' : status} />
          {RUN_WORDS[status]}
        </span>
        {sequenceName === undefined ? null : (
          <span className="flex-1 truncate max-sm:basis-[calc(100%-7rem)] sm:min-w-32">{sequenceName}</span>
        )}
        <span className="text-muted min-w-0 flex-1 truncate">as {sessionName}</span>
        {isReference ? (
          <span className="border-line-strong text-muted rounded-full border px-2 text-sm">reference</span>
        ) : null}
        <span className="text-muted max-sm:hidden">{formatCount(stepCount, 'step')}</span>
        <span className="text-muted w-16 text-right max-sm:hidden">
          {status === 'running' ? '' : formatDuration(elapsedMs)}
        </span>
        <RelativeTime iso={startedAt} className="text-faint w-20 text-right text-sm" />
      </Link>
      {against === null ? (
        <span className="w-18 max-sm:hidden" />
      ) : (
        <Link
          href={`/runs/${against.id}/diff/${id}`}
          prefetch={false}
          aria-label={`Compare with ${against.words}`}
          title={`Compare with ${against.words}`}
          className="text-accent w-18 rounded-sm py-1 text-center text-sm underline underline-offset-2"
        >
          Compare
        </Link>
      )}
      <Menu
        label={`More of the run that ${RUN_WORDS[status]}`}
        placement="bottom end"
        sections={[{ id: 'run', items }]}
        onAction={(action) => (action === 'delete' ? onDelete() : onReference(!isReference))}
        className="text-muted hover:bg-pressed hover:text-ink flex size-6 items-center justify-center rounded-sm"
      >
        <Ellipsis aria-hidden="true" className="size-4" />
      </Menu>
    </li>
  );
}
