'use client';
import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import { Menu } from '@/components/ui/menu';

export const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const SECTIONS = [{ id: 'methods', items: METHODS.map((id) => ({ id, label: id })) }];

export interface MethodFieldProps {
  value: string;
  onChange: (method: string) => void;
  invalid: boolean;
  disabled: boolean;
}

/** The method: type any, or pick a usual one from the menu beside it. */
export function MethodField({ value, onChange, invalid, disabled }: MethodFieldProps) {
  return (
    <div
      className={clsx(
        'bg-raised flex h-9 w-24 shrink-0 items-stretch rounded-l border border-r-0 md:h-8',
        invalid ? 'border-bad' : 'border-line-strong',
      )}
    >
      <input
        aria-label="Method"
        aria-invalid={invalid || undefined}
        value={value}
        disabled={disabled}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="characters"
        onFocus={(event) => event.target.select()}
        onChange={(event) => onChange(event.target.value.toUpperCase())}
        className="field-mono w-0 min-w-0 flex-1 rounded-l bg-transparent pl-2.5 font-semibold -outline-offset-1!"
      />
      <Menu
        label="Choose a method"
        sections={SECTIONS}
        onAction={onChange}
        disabled={disabled}
        className="text-muted hover:text-ink flex w-6 items-center justify-center -outline-offset-2!"
      >
        <ChevronDown aria-hidden="true" className="size-4" />
      </Menu>
    </div>
  );
}
