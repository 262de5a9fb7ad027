'use client';
import clsx from 'clsx';
import { useMemo, useState } from 'react';
import { attributesOf } from '@/components/exchange/cookie-words';
import { formatCount } from '@/components/ui/quantity';
import type { Cookie } from '@/lib/model/cookie';
import { diffJars, type JarChange, type JarRow } from './jar-diff';

const SIGN: Record<JarChange, string> = { added: '+', changed: '→', removed: '−', same: '' };
/** Filled, outlined, dashed, bare: the shapes are told apart without the colours. */
const BADGE: Record<JarChange, string> = {
  added: 'bg-good text-raised border-good rounded-full',
  changed: 'border-moved text-moved rounded-sm',
  removed: 'border-bad text-bad border-dashed rounded-sm',
  same: 'border-transparent',
};
const WORD: Record<JarChange, string> = {
  added: 'text-good font-semibold',
  changed: 'text-moved font-semibold',
  removed: 'text-bad font-semibold',
  same: 'text-faint',
};
const FEW = 8;

/** The jar before and after a step. What changed is told by a sign, a word and a shape; the rest follows quietly. */
export function JarDifference({ before, after }: { before: readonly Cookie[]; after: readonly Cookie[] }) {
  const [whole, setWhole] = useState(false);
  const rows = useMemo(() => diffJars(before, after), [before, after]);
  const moved = rows.filter(({ change }) => change !== 'same');
  const same = rows.filter(({ change }) => change === 'same');
  const shownSame = whole || same.length <= FEW ? same : same.slice(0, FEW);
  return (
    <section aria-label="Jar before and after" className="bg-raised min-w-0 self-start rounded border">
      <h4 className="flex items-baseline justify-between gap-2 border-b px-3 py-1.5 font-semibold">
        Jar, before → after
        <span className="text-muted text-sm font-normal">
          {before.length} → {formatCount(after.length, 'cookie')}
        </span>
      </h4>
      {rows.length === 0 ? <p className="text-faint px-3 py-2 text-sm">Empty before and after.</p> : null}
      {rows.length > 0 && moved.length === 0 ? (
        <p className="text-muted border-b px-3 py-2 text-sm">This step changed nothing in the jar.</p>
      ) : null}
      <ul>
        {[...moved, ...shownSame].map((row) => (
          <JarLine key={row.key} row={row} />
        ))}
      </ul>
      {shownSame.length < same.length ? (
        <button
          type="button"
          className="text-accent mx-3 my-1.5 min-h-6 rounded-sm text-sm underline underline-offset-2"
          onClick={() => setWhole(true)}
        >
          and {formatCount(same.length - shownSame.length, 'unchanged cookie')}
        </button>
      ) : null}
    </section>
  );
}

function JarLine({ row }: { row: JarRow }) {
  const { change, cookie, what } = row;
  return (
    <li className="grid grid-cols-[1.125rem_minmax(0,1fr)_auto] items-baseline gap-x-2 border-b px-3 py-1.5 text-sm last:border-b-0">
      <span
        aria-hidden="true"
        className={clsx(
          'inline-flex size-4.5 items-center justify-center self-start border font-mono text-xs font-semibold',
          BADGE[change],
        )}
      >
        {SIGN[change]}
      </span>
      <code
        className={clsx(
          'wrap-anywhere',
          change === 'same' ? 'text-muted' : 'font-semibold',
          change === 'removed' && 'line-through',
        )}
      >
        {cookie.name}
      </code>
      <span className={clsx(WORD[change], 'text-right')}>{wordsOf(change, what)}</span>
      <Values row={row} />
      <span className="text-faint col-span-2 col-start-2 wrap-anywhere">
        {[
          `${cookie.hostOnly ? cookie.domain : `.${cookie.domain}`}${cookie.path}`,
          ...attributesOf(cookie),
        ].join(' · ')}
      </span>
    </li>
  );
}

/** The value on both sides of the arrow; a dash where there was, or is, no such cookie. */
function Values({ row: { change, before, after, cookie } }: { row: JarRow }) {
  if (change === 'same' || before?.value === after?.value) {
    return <code className="text-faint col-span-2 col-start-2 truncate">{cookie.value}</code>;
  }
  return (
    <span className="col-span-2 col-start-2 flex min-w-0 flex-wrap items-baseline gap-x-1.5">
      <Value value={before?.value} name="before" className="text-muted" />
      <span aria-hidden="true" className="text-faint">
        →
      </span>
      <Value value={after?.value} name="after" className="text-ink" />
    </span>
  );
}

function Value({ value, name, className }: { value: string | undefined; name: string; className: string }) {
  return (
    <code className={clsx('line-clamp-3 min-w-0 wrap-anywhere', className)}>
      <span className="sr-only">{name} </span>
      {value ?? '—'}
    </code>
  );
}

function wordsOf(change: JarChange, what: readonly string[]): string {
  if (change !== 'changed' || what[0] === 'value') return change;
  return `changed: ${what.join(', ')}`;
}
