'use client';
import clsx from 'clsx';
import { Rows3, TextCursorInput } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useId, useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { removeRow, type ListChange } from '@/components/ui/removal';
import { canBeText } from './bulk-rows';
import { newRow, type Row } from './draft';
import { PairRow } from './pair-row';

const BulkEditor = dynamic(() => import('./bulk-editor').then((module) => module.BulkEditor), { ssr: false });

export interface PairsEditorProps {
  /** what a row is, in the singular: names every input, e.g. "Header 1 name" */
  noun: string;
  /** `noun` with an s, unless given */
  plural?: string;
  /** what the columns are called, and what their empty row shows */
  heads?: readonly [string, string];
  hints?: readonly [string, string];
  rows: readonly Row[];
  onChange: ListChange<Row>;
  /** rows that stand above and are not edited here */
  before?: ReactNode;
  suggestions?: readonly string[];
  /** what the value of a name often is */
  valuesOf?: (name: string) => readonly string[];
  faulty?: boolean;
  /** whether a row stands in the place of an inherited one, which comes back when it is taken away */
  overrides?: (row: Row) => boolean;
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
  valuesOf,
  faulty = false,
  overrides,
}: PairsEditorProps) {
  const listId = useId();
  const [spare, setSpare] = useState<Row>(newRow);
  const [asText, setAsText] = useState(false);
  const shown = [...rows, spare];

  function change(row: Row, patch: Partial<Row>) {
    if (row === spare) {
      // It keeps its id, so that it stays the same input and focus with it.
      onChange((now) => [...now, { ...row, ...patch }]);
      setSpare(newRow());
    } else onChange((now) => now.map((one) => (one.id === row.id ? { ...one, ...patch } : one)));
  }
  function remove(row: Row, index: number) {
    const said = row.name === '' ? noun.toLowerCase() : `${noun.toLowerCase()} “${row.name}”`;
    removeRow(onChange, row, index, row.name === '' && !row.value ? null : said);
  }
  const bulk = <BulkSwitch plural={plural} asText={asText} rows={rows} onSwitch={setAsText} />;
  if (asText) {
    return (
      <div className="flex min-h-40 flex-1 flex-col">
        <div className="flex h-8 shrink-0 items-center justify-end border-b px-1">{bulk}</div>
        <BulkEditor label={`${plural} as text`} rows={rows} onChange={(next) => onChange(() => next)} />
      </div>
    );
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
              <span className="flex items-center justify-between gap-2">
                {heads[1]}
                {bulk}
              </span>
            </th>
            <td />
          </tr>
        </thead>
        <tbody className={clsx(faulty && 'outline-bad outline-1 -outline-offset-1')}>
          {before}
          {shown.map((row, index) => (
            <PairRow
              key={row.id}
              label={`${noun} ${String(index + 1)}`}
              row={row}
              spare={row === spare}
              inPlaceOf={overrides?.(row) ?? false}
              hints={row === spare ? hints : NO_HINTS}
              listId={suggestions ? listId : undefined}
              values={valuesOf?.(row.name) ?? NONE}
              onChange={(patch) => change(row, patch)}
              onRemove={() => remove(row, index)}
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

interface BulkSwitchProps {
  plural: string;
  asText: boolean;
  rows: readonly Row[];
  onSwitch: (asText: boolean) => void;
}

/** From table to text and back. Rows that text cannot say without loss stay a table. */
function BulkSwitch({ plural, asText, rows, onSwitch }: BulkSwitchProps) {
  const Icon = asText ? Rows3 : TextCursorInput;
  const possible = asText || canBeText(rows);
  return (
    <Button
      size="sm"
      variant="quiet"
      disabled={!possible}
      title={
        possible ? undefined : 'A name with a colon or a value with a line break cannot be said in lines.'
      }
      aria-label={asText ? `${plural} as a table` : `${plural} as text`}
      icon={<Icon aria-hidden="true" className="size-3.5" />}
      onClick={() => onSwitch(!asText)}
    >
      {asText ? 'Table' : 'Text'}
    </Button>
  );
}

const NO_HINTS = ['', ''] as const;
const NONE: readonly string[] = [];
