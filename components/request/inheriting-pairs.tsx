'use client';
import type { ReactNode } from 'react';
import { FieldError } from '@/components/ui/field';
import type { ListChange } from '@/components/ui/removal';
import type { Row } from './draft';
import { InheritedRows } from './inherited-rows';
import { PairsEditor, type PairsEditorProps } from './pairs-editor';

export interface InheritingPairsProps extends Pick<PairsEditorProps, 'suggestions' | 'valuesOf'> {
  noun: 'Param' | 'Header';
  rows: Row[];
  inherited: Row[];
  onChange: ListChange<Row>;
  fault: string | undefined;
  /** rows that come from elsewhere than the session, above all others */
  first?: ReactNode;
}

/** Names and values of a request, under those that the session adds by itself. */
export function InheritingPairs({
  noun,
  rows,
  inherited,
  onChange,
  fault,
  first,
  ...offers
}: InheritingPairsProps) {
  // Header names match without case, those of params with.
  const ignoreCase = noun === 'Header';
  const key = (name: string) => (ignoreCase ? name.toLowerCase() : name);
  return (
    <>
      {fault ? <FieldError className="border-b px-3 py-1.5">{fault}</FieldError> : null}
      <PairsEditor
        noun={noun}
        rows={rows}
        onChange={onChange}
        faulty={fault !== undefined}
        overrides={(row) => row.on && inherited.some(({ name }) => key(name) === key(row.name))}
        {...offers}
        before={
          <>
            {first}
            <InheritedRows {...{ rows, inherited, onChange, ignoreCase }} />
          </>
        }
      />
    </>
  );
}
