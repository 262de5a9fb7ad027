'use client';
import clsx from 'clsx';
import { RotateCcw, X } from 'lucide-react';
import { useId, useRef, useState, type ReactNode } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { newRow, type Row } from './draft';

export interface PairsEditorProps {
  /** what a row is, in the singular: names every input, e.g. "Header 1 name" */
  noun: string;
  /** `noun` with an s, unless given */
  plural?: string;
  /** what the columns are called, and what their empty row shows */
  heads?: readonly [string, string];
  hints?: readonly [string, string];
  rows: readonly Row[];
  onChange: (rows: Row[]) => void;
  /** rows that stand above and are not edited here */
  before?: ReactNode;
  suggestions?: readonly string[];
  faulty?: boolean;
}

/** A table of names and values. The empty row at its end becomes a real one when it is typed into. */
export function PairsEditor({
  noun,
  plural = `${noun}s`,
  heads = ['Name', 'Value'],
  hints = ['name', 'value'],
  rows,
  onChange,
  before,
  suggestions,
  faulty = false,
}: PairsEditorProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const listId = useId();
  const [spare, setSpare] = useState<Row>(newRow);
  const shown = [...rows, spare];

  function change(row: Row, patch: Partial<Row>) {
    if (row === spare) {
      // It keeps its id, so that it stays the same input and focus with it.
      onChange([...rows, { ...row, ...patch }]);
      setSpare(newRow());
    } else onChange(rows.map((one) => (one === row ? { ...one, ...patch } : one)));
  }
  function remove(index: number) {
    onChange(rows.filter((_, at) => at !== index));
    body.current?.querySelectorAll<HTMLElement>('[data-name]')[index]?.focus();
  }
  return (
    <>
      <table className="w-full table-fixed border-collapse">
        <caption className="sr-only">{plural}</caption>
        <colgroup>
          <col className="w-9" />
          <col className="w-2/5" />
          <col />
          <col className="w-9" />
        </colgroup>
        <thead>
          <tr className="text-faint h-7 border-b text-left text-sm">
            <td />
            <th scope="col" className="px-2 font-normal">
              {heads[0]}
            </th>
            <th scope="col" className="px-2 font-normal">
              {heads[1]}
            </th>
            <td />
          </tr>
        </thead>
        <tbody ref={body} className={clsx(faulty && 'outline-bad outline-1 -outline-offset-1')}>
          {before}
          {shown.map((row, index) => (
            <PairRow
              key={row.id}
              label={`${noun} ${String(index + 1)}`}
              row={row}
              spare={row === spare}
              hints={row === spare ? hints : NO_HINTS}
              listId={suggestions ? listId : undefined}
              onChange={(patch) => change(row, patch)}
              onRemove={() => remove(index)}
            />
          ))}
        </tbody>
      </table>
      {suggestions ? (
        <datalist id={listId}>
          {suggestions.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      ) : null}
    </>
  );
}

interface PairRowProps {
  label: string;
  row: Row;
  spare: boolean;
  hints: readonly [string, string];
  listId: string | undefined;
  onChange: (patch: Partial<Row>) => void;
  onRemove: () => void;
}

const NO_HINTS = ['', ''] as const;
const CELL = 'h-7 w-full min-w-0 bg-transparent px-2 field-mono -outline-offset-2! max-md:h-10';

function PairRow({ label, row, spare, hints, listId, onChange, onRemove }: PairRowProps) {
  const removed = row.value === null;
  return (
    <tr className={clsx('hover:bg-hover/40 border-b', !row.on && 'opacity-60')}>
      <td className="text-center">
        {spare ? null : (
          <label className="inline-flex size-7 items-center justify-center align-middle">
            <input
              type="checkbox"
              aria-label={`${label} on`}
              checked={row.on}
              onChange={(event) => onChange({ on: event.target.checked })}
              className="size-3.5"
            />
          </label>
        )}
      </td>
      <td className="border-l">
        <input
          data-name
          aria-label={`${label} name`}
          placeholder={hints[0]}
          list={listId}
          value={row.name}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          onChange={(event) => onChange({ name: event.target.value })}
          className={clsx(CELL, removed && 'line-through')}
        />
      </td>
      <td className="border-l">
        {row.value === null ? (
          <span className="text-muted px-2 text-sm">removed for this request</span>
        ) : (
          <input
            aria-label={`${label} value`}
            placeholder={hints[1]}
            value={row.value}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="none"
            onChange={(event) => onChange({ value: event.target.value })}
            className={CELL}
          />
        )}
      </td>
      <td className="text-center">
        {spare ? null : (
          <IconButton
            label={removed ? `Reset ${label.toLowerCase()}` : `Delete ${label.toLowerCase()}`}
            onClick={onRemove}
          >
            {removed ? (
              <RotateCcw aria-hidden="true" className="size-3.5" />
            ) : (
              <X aria-hidden="true" className="size-3.5" />
            )}
          </IconButton>
        )}
      </td>
    </tr>
  );
}
