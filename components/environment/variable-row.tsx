'use client';
import clsx from 'clsx';
import { Eye, X } from 'lucide-react';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { Checkbox } from '@/components/ui/checkbox';
import { controlClass, FieldError } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { notify } from '@/components/ui/notify';
import { revealVariable } from '@/lib/actions/environments';
import type { VariableRow as Row } from './environment-draft';

export interface VariableRowProps {
  row: Row;
  /** of the environment when it is stored, to ask for a secret's value */
  environmentId: string | null;
  fault: string | undefined;
  isLast: boolean;
  onChange: (change: Partial<Row>) => void;
  onRemove: () => void;
}

/** One variable: name, value, whether it is secret. A stored secret shows when it is asked for, to who may see it. */
export function VariableRow({ row, environmentId, fault, isLast, onChange, onRemove }: VariableRowProps) {
  const said = row.name || 'new variable';
  async function reveal() {
    if (!environmentId) return;
    try {
      onChange({ value: await settle(revealVariable(environmentId, row.name)), kept: false });
    } catch (error) {
      void notify({ message: sentenceOf(error), tone: 'bad' });
    }
  }
  return (
    <li className="flex flex-col gap-1 py-1.5">
      <div className="flex flex-wrap items-center gap-2 md:flex-nowrap">
        <span className="flex w-full shrink-0 md:w-2/5">
          <input
            aria-label={`Name of ${said}`}
            placeholder="name"
            spellCheck={false}
            autoComplete="off"
            value={row.name}
            onChange={(event) => onChange({ name: event.target.value })}
            className={clsx(controlClass(true), 'h-8 px-2')}
          />
        </span>
        <span className="relative flex min-w-0 flex-1">
          <input
            aria-label={`Value of ${said}`}
            placeholder={row.kept ? 'stored; type to replace' : 'value'}
            type={row.secret && row.value !== '' ? 'password' : 'text'}
            spellCheck={false}
            autoComplete="off"
            data-1p-ignore
            value={row.value}
            onChange={(event) => onChange({ value: event.target.value, kept: false })}
            className={clsx(controlClass(true), 'h-8 px-2', row.kept && 'pr-8')}
          />
          {row.kept && environmentId ? (
            <IconButton
              label={`Show the value of ${said}`}
              className="absolute top-1 right-1"
              onClick={() => void reveal()}
            >
              <Eye aria-hidden="true" className="size-4" />
            </IconButton>
          ) : null}
        </span>
        <Checkbox
          label="secret"
          aria-label={`${said} is secret`}
          checked={row.secret}
          onChange={(event) => onChange({ secret: event.target.checked })}
        />
        <IconButton label={`Remove ${said}`} className={clsx(isLast && 'invisible')} onClick={onRemove}>
          <X aria-hidden="true" className="size-4" />
        </IconButton>
      </div>
      {fault ? <FieldError>{fault}</FieldError> : null}
    </li>
  );
}
