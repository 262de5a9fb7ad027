'use client';
import clsx from 'clsx';
import { RotateCcw, X } from 'lucide-react';
import { useId } from 'react';
import { VariableInput } from '@/components/editor/variable-input';
import { IconButton } from '@/components/ui/icon-button';
import type { Row } from './draft';

export interface PairRowProps {
  label: string;
  row: Row;
  spare: boolean;
  /** it stands in the place of an inherited one, which comes back when it is taken away */
  inPlaceOf: boolean;
  hints: readonly [string, string];
  /** the datalist of names */
  listId: string | undefined;
  /** what its value often is */
  values: readonly string[];
  onChange: (patch: Partial<Row>) => void;
  onRemove: () => void;
}

const CELL = 'h-7 w-full min-w-0 bg-transparent px-2 field-mono -outline-offset-2! max-md:h-10';

/** One row of a table of names and values. */
export function PairRow(props: PairRowProps) {
  const { label, row, spare, inPlaceOf, hints, listId, values, onChange, onRemove } = props;
  const removed = row.value === null;
  const resets = removed || inPlaceOf;
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
        <VariableInput
          data-name
          aria-label={`${label} name`}
          placeholder={hints[0]}
          list={listId}
          value={row.name}
          onChange={(name) => onChange({ name })}
          className={clsx(CELL, removed && 'line-through')}
        />
      </td>
      <td className="border-l">
        {row.value === null ? (
          <span className="text-muted px-2 text-sm">removed for this request</span>
        ) : (
          <ValueCell
            label={`${label} value`}
            hint={hints[1]}
            value={row.value}
            values={values}
            onChange={(value) => onChange({ value })}
          />
        )}
      </td>
      <td className="text-center">
        {spare ? null : (
          <IconButton
            label={resets ? `Reset ${label.toLowerCase()} to the session’s` : `Delete ${label.toLowerCase()}`}
            onClick={onRemove}
          >
            {resets ? (
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

interface ValueCellProps {
  label: string;
  hint: string;
  value: string;
  values: readonly string[];
  onChange: (value: string) => void;
}

function ValueCell({ label, hint, value, values, onChange }: ValueCellProps) {
  const listId = useId();
  return (
    <>
      <VariableInput
        aria-label={label}
        placeholder={hint}
        list={values.length > 0 ? listId : undefined}
        value={value}
        onChange={onChange}
        className={CELL}
      />
      {values.length > 0 ? (
        <datalist id={listId}>
          {values.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      ) : null}
    </>
  );
}
