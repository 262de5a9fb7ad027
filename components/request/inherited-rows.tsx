import { Minus, Pencil } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import type { ListChange } from '@/components/ui/removal';
import { newRow, type Row } from './draft';

export interface InheritedRowsProps {
  rows: readonly Row[];
  inherited: readonly Row[];
  onChange: ListChange<Row>;
  /** header names match without case, params with */
  ignoreCase: boolean;
}

/** What the session adds by itself, dimmed; each can be overridden or removed for this request. */
export function InheritedRows({ rows, inherited, onChange, ignoreCase }: InheritedRowsProps) {
  const key = (name: string) => (ignoreCase ? name.toLowerCase() : name);
  const own = new Set(rows.filter(({ on }) => on).map(({ name }) => key(name)));
  return inherited
    .filter(({ name, value }) => value !== null && !own.has(key(name)))
    .map(({ name, value }, index) => (
      <tr key={`${name}-${String(index)}`} className="text-faint hover:bg-hover/40 h-7 border-b max-md:h-10">
        <td />
        <th scope="row" className="field-mono truncate border-l px-2 text-left font-normal">
          {name}
        </th>
        <td className="border-l px-2">
          <span className="flex items-center gap-2">
            <span className="field-mono min-w-0 flex-1 truncate" title={value ?? ''}>
              {value}
            </span>
            <span className="shrink-0 text-sm max-md:hidden">session</span>
            <IconButton
              label={`Override ${name}`}
              onClick={() => onChange((now) => [...now, newRow(name, value)])}
            >
              <Pencil aria-hidden="true" className="size-3.5" />
            </IconButton>
          </span>
        </td>
        <td className="text-center">
          <IconButton
            label={`Remove ${name} for this request`}
            onClick={() => onChange((now) => [...now, newRow(name, null)])}
          >
            <Minus aria-hidden="true" className="size-3.5" />
          </IconButton>
        </td>
      </tr>
    ));
}
