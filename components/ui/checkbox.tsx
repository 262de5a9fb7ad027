import clsx from 'clsx';
import type { ComponentProps, ReactNode } from 'react';

export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'className'> {
  label: string;
  hideLabel?: boolean;
  hint?: ReactNode;
  className?: string;
}

/** A native checkbox with its label in one 24 px target. */
export function Checkbox({ label, hideLabel = false, hint, className, ...rest }: CheckboxProps) {
  return (
    <label className={clsx('has-disabled:text-muted flex min-h-6 items-start gap-1.5', className)}>
      <span className={clsx('flex h-6 items-center', hideLabel && 'w-6 justify-center')}>
        <input type="checkbox" className="size-4" {...rest} />
      </span>
      <span className={hideLabel ? 'sr-only' : 'pt-0.5'}>
        {label}
        {hint ? <span className="text-faint block text-sm">{hint}</span> : null}
      </span>
    </label>
  );
}
