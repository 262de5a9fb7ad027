'use client';
import clsx from 'clsx';
import { EyeOff } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { formatCount } from '@/components/ui/quantity';
import type { ShownMask } from '@/lib/model/mask';
import type { DiffPart, DiffRow } from '@/lib/model/run-diff';
import { DiffWordText } from './diff-word';

export type Place = NonNullable<DiffRow['place']>;

export interface DiffRowsProps {
  part: DiffPart;
  masks: readonly ShownMask[];
  /** names of the two sides */
  sides: readonly [string, string];
  /** makes a rule that leaves a row aside; null where rules cannot be changed */
  onMask: ((place: Place) => void) | null;
}

const TITLE: Record<DiffPart['part'], string> = {
  asked: 'Asked for',
  status: 'Status',
  hops: 'Redirects',
  cookies: 'Cookies it sets',
  checks: 'Checks',
  headers: 'Response headers',
  body: 'Response body',
  time: 'Time',
};

/** Few and short: always shown. */
const PLAIN = new Set<DiffPart['part']>(['status', 'hops', 'time']);

/** One side of a step: what is not as it was first, the rest one click away. */
export function DiffRows({ part, masks, sides, onMask }: DiffRowsProps) {
  const [whole, setWhole] = useState(false);
  const differing = part.rows.filter(({ word }) => word !== 'same');
  const masked = part.rows.filter(({ word, mask }) => word === 'same' && mask !== null);
  const same = part.rows.filter(({ word, mask }) => word === 'same' && mask === null);
  const plain = PLAIN.has(part.part);
  const shown = whole || plain ? [...differing, ...masked, ...same] : differing;
  return (
    <section aria-label={TITLE[part.part]} className="border-t first:border-t-0">
      <h4 className="flex flex-wrap items-baseline gap-x-2 px-3 pt-2 pb-1">
        <span className="font-semibold">{TITLE[part.part]}</span>
        {shown.length === 0 ? <DiffWordText word="same" className="text-sm" /> : null}
        {plain ? null : (
          <Rest same={same.length} masked={masked.length} whole={whole} onWhole={() => setWhole(!whole)} />
        )}
      </h4>
      {shown.length > 0 ? (
        <ul className="pb-1">
          {shown.map((row, index) => (
            <Row key={index} row={row} masks={masks} sides={sides} onMask={onMask} />
          ))}
        </ul>
      ) : null}
      {part.more > 0 ? (
        <p className="text-muted px-3 pb-2 text-sm">and {formatCount(part.more, 'more difference')}</p>
      ) : null}
    </section>
  );
}

function Rest(props: { same: number; masked: number; whole: boolean; onWhole: () => void }) {
  const { same, masked, whole, onWhole } = props;
  if (same + masked === 0) return null;
  const words = [same > 0 && `${same} the same`, masked > 0 && `${masked} masked`].filter(Boolean).join(', ');
  return (
    <button
      type="button"
      aria-expanded={whole}
      onClick={onWhole}
      className="text-muted hover:text-ink min-h-6 rounded-sm text-sm underline underline-offset-2"
    >
      {whole ? `hide ${words}` : words}
    </button>
  );
}

type RowProps = Pick<DiffRowsProps, 'masks' | 'sides' | 'onMask'> & { row: DiffRow };

function Row({ row, masks, sides, onMask }: RowProps) {
  const { where, word, before, after } = row;
  return (
    <li className="grid grid-cols-[minmax(55%,1fr)_minmax(0,auto)] gap-x-4 gap-y-0.5 px-3 py-1 @3xl:grid-cols-[minmax(8rem,14rem)_minmax(0,1fr)_minmax(0,1fr)_9.5rem]">
      <code className="text-sm wrap-anywhere">{where}</code>
      <Verdict row={row} masks={masks} onMask={onMask} />
      {word === 'same' && before === after ? (
        <Value text={after} className="text-faint @3xl:col-span-2" />
      ) : (
        <>
          <Value side={sides[0]} text={before} gone={word === 'changed' || word === 'gone'} />
          <Value side={sides[1]} text={after} />
        </>
      )}
    </li>
  );
}

/** The word for a row, the rule that masked it, and the way to have one. */
function Verdict({ row: { where, word, mask, place }, masks, onMask }: Omit<RowProps, 'sides'>) {
  const rule = masks.find(({ id }) => id === mask);
  return (
    <span className="flex items-start justify-end gap-1 text-sm @3xl:order-last @3xl:justify-between">
      <span className="flex flex-col items-end @3xl:items-start">
        <DiffWordText word={word} />
        {mask === null ? null : (
          <span className="text-faint max-w-40 text-right @3xl:text-left">masked: {rule?.label ?? mask}</span>
        )}
      </span>
      {onMask && place && word === 'changed' ? (
        <IconButton label={`Mask ${where} from now on`} onClick={() => onMask(place)}>
          <EyeOff aria-hidden="true" className="size-4" />
        </IconButton>
      ) : null}
    </span>
  );
}

interface ValueProps {
  text: string | null;
  side?: string;
  gone?: boolean;
  className?: string;
}

function Value({ text, side, gone = false, className }: ValueProps) {
  return (
    <span className={clsx('max-@3xl:col-span-2 flex min-w-0 gap-2 text-sm', className)}>
      {side === undefined ? null : (
        <span className="text-faint w-20 shrink-0 truncate @3xl:sr-only">{side}</span>
      )}
      {text === null ? (
        <span className="text-faint">—</span>
      ) : (
        <code
          className={clsx('line-clamp-6 min-w-0 wrap-anywhere whitespace-pre-wrap', gone && 'text-muted')}
        >
          {text}
        </code>
      )}
    </span>
  );
}
