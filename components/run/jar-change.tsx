'use client';
import clsx from 'clsx';
import { useMemo, useState } from 'react';
import { formatCount } from '@/components/ui/quantity';
import type { Cookie } from '@/lib/model/cookie';
import { diffJars, type JarChange, type JarRow } from './jar-diff';

const SIGN: Record<JarChange, string> = { added: '+', changed: '→', removed: '−', same: '' };
const LOOK: Record<JarChange, string> = {
  added: 'text-good',
  changed: 'text-moved',
  removed: 'text-bad',
  same: 'text-faint',
};
const FEW = 8;

/** The jar before and after a step. What changed is told by a sign and a word; the rest follows quietly. */
export function JarDifference({ before, after }: { before: readonly Cookie[]; after: readonly Cookie[] }) {
  const [whole, setWhole] = useState(false);
  const rows = useMemo(() => diffJars(before, after), [before, after]);
  const moved = rows.filter(({ change }) => change !== 'same');
  const same = rows.filter(({ change }) => change === 'same');
  const shownSame = whole || same.length <= FEW ? same : same.slice(0, FEW);
  return (
    <section aria-label="Jar before and after" className="flex min-w-0 flex-col gap-1">
      <h4 className="flex items-baseline justify-between gap-2 font-semibold">
        Jar
        <span className="text-muted text-sm font-normal">
          {before.length} → {formatCount(after.length, 'cookie')}
        </span>
      </h4>
      {rows.length === 0 ? <p className="text-faint text-sm">Empty before and after.</p> : null}
      {rows.length > 0 && moved.length === 0 ? (
        <p className="text-muted text-sm">This step changed nothing in the jar.</p>
      ) : null}
      <ul className="flex flex-col">
        {[...moved, ...shownSame].map((row) => (
          <JarLine key={row.key} row={row} />
        ))}
      </ul>
      {shownSame.length < same.length ? (
        <button
          type="button"
          className="text-accent self-start rounded-sm text-sm underline underline-offset-2"
          onClick={() => setWhole(true)}
        >
          and {formatCount(same.length - shownSame.length, 'unchanged cookie')}
        </button>
      ) : null}
    </section>
  );
}

function JarLine({ row }: { row: JarRow }) {
  const { change, cookie, before, after, what } = row;
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-1 border-b py-1 text-sm last:border-b-0">
      <span aria-hidden="true" className={clsx('font-mono font-semibold', LOOK[change])}>
        {SIGN[change]}
      </span>
      <code className={clsx('font-semibold wrap-anywhere', change === 'same' && 'text-muted font-normal')}>
        {cookie.name}
      </code>
      <span className={clsx(LOOK[change], 'text-right')}>{wordsOf(change, what)}</span>
      <code className="text-muted col-start-2 col-end-4 line-clamp-3 wrap-anywhere">
        {change === 'changed' && before?.value !== after?.value ? (
          <>
            <del className="no-underline">{before?.value}</del>
            <span aria-label="to"> → </span>
            <ins className="text-ink no-underline">{after?.value}</ins>
          </>
        ) : (
          cookie.value
        )}
      </code>
      <span className="text-faint col-start-2 col-end-4 wrap-anywhere">
        {cookie.hostOnly ? cookie.domain : `.${cookie.domain}`} {cookie.path}
      </span>
    </li>
  );
}

function wordsOf(change: JarChange, what: readonly string[]): string {
  if (change === 'same') return 'same';
  if (change !== 'changed' || what[0] === 'value') return change;
  return `changed: ${what.join(', ')}`;
}
