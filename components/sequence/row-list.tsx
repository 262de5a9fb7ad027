'use client';
import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { removeRow, type ListChange } from '@/components/ui/removal';

/** A few rows that can be added and removed. `children` draws one row's controls. */
export function RowList<Row>({
  title,
  heading: Heading = 'h3',
  noun,
  hint,
  rows,
  fresh,
  onChange,
  children,
}: {
  title: string;
  heading?: 'h2' | 'h3';
  /** names one row in "Add a …", "Remove …" */
  noun: string;
  hint: string;
  rows: readonly Row[];
  fresh: () => Row;
  onChange: ListChange<Row>;
  children: (row: Row, set: (change: Partial<Row>) => void, number: number) => ReactNode;
}) {
  return (
    <section aria-label={title} className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-2">
        <Heading className="font-semibold">{title}</Heading>
        <Button
          size="sm"
          variant="quiet"
          icon={<Plus aria-hidden="true" className="size-3.5" />}
          onClick={() => onChange((now) => [...now, fresh()])}
        >
          Add {noun}
        </Button>
      </div>
      {rows.length === 0 ? <p className="text-faint text-sm">{hint}</p> : null}
      {rows.map((row, index) => (
        <div key={index} className="flex items-start gap-1">
          <div className="flex min-w-0 flex-1 flex-wrap items-start gap-1.5">
            {children(
              row,
              (change) =>
                onChange((now) => now.map((one, at) => (at === index ? { ...one, ...change } : one))),
              index + 1,
            )}
          </div>
          <IconButton
            label={`Remove ${noun} ${index + 1}`}
            className="mt-1"
            onClick={() => {
              const untouched = JSON.stringify(row) === JSON.stringify(fresh());
              removeRow(onChange, row, index, untouched ? null : `${noun} ${index + 1}`);
            }}
          >
            <X aria-hidden="true" className="size-4" />
          </IconButton>
        </div>
      ))}
    </section>
  );
}
