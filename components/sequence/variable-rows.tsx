'use client';
import { Checkbox } from '@/components/ui/checkbox';
import { FieldError } from '@/components/ui/field';
import { SecretField } from '@/components/ui/secret-field';
import type { ListChange } from '@/components/ui/removal';
import { TextField } from '@/components/ui/text-field';
import { RowList } from './row-list';
import type { Fault, VariableDraft } from './sequence-draft';

const FRESH: VariableDraft = { name: '', value: '', asked: false, secret: false, prompt: '' };

/** The values a run begins with: given here, or asked for before each run. */
export function VariableRows({
  rows,
  faults,
  onChange,
}: {
  rows: readonly VariableDraft[];
  faults: readonly Fault[];
  onChange: ListChange<VariableDraft>;
}) {
  return (
    <div className="flex flex-col gap-1.5">
      <RowList
        title="Variables"
        heading="h2"
        noun="variable"
        hint="Values that steps use as {{name}}. A secret one is never shown in a shared link."
        rows={rows}
        fresh={() => FRESH}
        onChange={onChange}
      >
        {(row, set, number) => (
          <>
            <TextField
              mono
              hideLabel
              label={`Name of variable ${number}`}
              placeholder="name"
              className="w-32"
              value={row.name}
              onChange={(event) => set({ name: event.target.value })}
            />
            {row.asked ? (
              <TextField
                hideLabel
                label={`Question of variable ${number}`}
                placeholder="question, before each run"
                className="min-w-36 flex-1"
                value={row.prompt}
                onChange={(event) => set({ prompt: event.target.value })}
              />
            ) : (
              <Value row={row} number={number} onChange={(value) => set({ value })} />
            )}
            <span className="flex gap-3 pt-1 pl-1">
              <Checkbox
                label="secret"
                checked={row.secret}
                onChange={(event) => set({ secret: event.target.checked })}
              />
              <Checkbox
                label="ask"
                checked={row.asked}
                onChange={(event) => set({ asked: event.target.checked })}
              />
            </span>
          </>
        )}
      </RowList>
      {faults.map(({ path, message }) => (
        <FieldError key={path}>
          Variable {Number(path.split('.')[1] ?? 0) + 1}: {message}
        </FieldError>
      ))}
    </div>
  );
}

function Value({
  row,
  number,
  onChange,
}: {
  row: VariableDraft;
  number: number;
  onChange: (value: string) => void;
}) {
  const label = `Value of variable ${number}`;
  if (row.secret)
    return (
      <SecretField
        hideLabel
        label={label}
        className="min-w-36 flex-1"
        value={row.value}
        onChange={onChange}
      />
    );
  return (
    <TextField
      mono
      hideLabel
      label={label}
      placeholder="value"
      className="min-w-36 flex-1"
      value={row.value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
