import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { controlClass, Field, type FieldProps } from './field';

export interface SelectProps extends Omit<ComponentProps<'select'>, 'className' | 'id'>, FieldProps {
  options: readonly { value: string; label: string }[];
}

/** The browser's own select: best on phones, with keyboards and screen readers. */
export function Select({ label, hideLabel, hint, error, className, options, ...rest }: SelectProps) {
  return (
    <Field label={label} hideLabel={hideLabel ?? false} hint={hint} error={error} className={className ?? ''}>
      {(ids) => (
        <span className="relative flex">
          <select {...rest} {...ids} className={clsx(controlClass(), 'h-8 appearance-none pr-7 pl-2')}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            aria-hidden="true"
            className="text-muted pointer-events-none absolute top-2 right-2 size-4"
          />
        </span>
      )}
    </Field>
  );
}
