import clsx from 'clsx';
import type { DiffWord } from '@/lib/model/run-diff';

const SIGN: Record<DiffWord, string> = { same: '=', changed: '≠', new: '+', gone: '−' };
const COLOUR: Record<DiffWord, string> = {
  same: 'text-faint',
  changed: 'text-moved',
  new: 'text-good',
  gone: 'text-bad',
};

/** How something stands against before, by a word, a sign and a colour. */
export function DiffWordText({ word, className }: { word: DiffWord; className?: string }) {
  return (
    <span className={clsx('inline-flex items-baseline gap-1.5 whitespace-nowrap', COLOUR[word], className)}>
      <span aria-hidden="true" className="w-3 text-center font-mono font-semibold">
        {SIGN[word]}
      </span>
      <span className={word === 'same' ? undefined : 'font-semibold'}>{word}</span>
    </span>
  );
}
