import clsx from 'clsx';
import { ChevronRight } from 'lucide-react';
import { memo } from 'react';
import { formatCount } from '@/components/ui/quantity';
import type { JsonKind } from './json-columns';
import type { TreeRow } from './json-tree';

const COLOUR: Record<JsonKind, string> = {
  object: 'text-muted',
  array: 'text-muted',
  string: 'text-syntax-string',
  number: 'text-syntax-number',
  word: 'text-syntax-word',
};

export interface JsonRowProps {
  rowId: string;
  index: number;
  /** undefined while the worker is asked */
  row: TreeRow | undefined;
  active: boolean;
  onSelect: (index: number) => void;
  onToggle: (node: number, open: boolean) => void;
}

/** One value: its name, and what it is or how much it holds. */
export const JsonRow = memo(function JsonRow({
  rowId,
  index,
  row,
  active,
  onSelect,
  onToggle,
}: JsonRowProps) {
  if (!row) {
    return (
      <div role="row" aria-rowindex={index + 1} className="h-5.5">
        <span role="gridcell" />
      </div>
    );
  }
  const holds = row.children > 0;
  const toggle = () => holds && onToggle(row.id, !row.open);
  return (
    <div
      id={rowId}
      role="row"
      aria-rowindex={index + 1}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-expanded={holds ? row.open : undefined}
      aria-selected={active}
      onClick={() => onSelect(index)}
      onDoubleClick={toggle}
      className={clsx(
        'flex h-5.5 items-center pr-3 font-mono text-sm whitespace-pre',
        active ? 'bg-accent-wash' : 'hover:bg-hover/60',
      )}
      style={{ paddingLeft: `${String(Math.min(row.level, 40) * 1 - 0.5)}rem` }}
    >
      <span
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation();
          onSelect(index);
          toggle();
        }}
        className="flex size-5.5 shrink-0 cursor-pointer items-center justify-center"
      >
        {holds ? (
          <ChevronRight
            className={clsx('text-faint size-3.5 transition-transform', row.open && 'rotate-90')}
          />
        ) : null}
      </span>
      <span role="gridcell" className={clsx('min-w-0 truncate', row.found && 'bg-warn-wash')}>
        <Said row={row} />
      </span>
    </div>
  );
});

/** `"name": value`, and of what is closed a glimpse of what is in it. */
function Said({ row }: { row: TreeRow }) {
  const { name, kind, value, children, open } = row;
  return (
    <>
      {name === '' ? null : (
        <>
          <span className={name.startsWith('"') ? 'text-syntax-key' : 'text-faint'}>{name}</span>
          <span className="text-muted">{': '}</span>
        </>
      )}
      <span className={COLOUR[kind]}>{wordsOf(row)}</span>
      {children > 0 && !open ? (
        <span className="text-faint">{`  ${value.slice(1).replace(/\s+/g, ' ').trim()}`}</span>
      ) : null}
    </>
  );
}

function wordsOf({ kind, value, children }: TreeRow): string {
  if (kind === 'object') return children === 0 ? '{}' : `{ } ${formatCount(children, 'name')}`;
  if (kind === 'array') return children === 0 ? '[]' : `[ ] ${formatCount(children, 'value')}`;
  return value;
}
