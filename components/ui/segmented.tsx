'use client';
import clsx from 'clsx';
import { useId } from 'react';

export interface SegmentedProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
  className?: string;
}

/** A few choices side by side: native radio buttons, so arrows and forms work by themselves. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, options, value, onChange, className } = props;
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={clsx('flex flex-wrap gap-0.5', className)}>
      {options.map((option) => (
        <label
          key={option.value}
          className={clsx(
            'relative flex h-6 cursor-pointer items-center rounded-sm px-2 text-sm transition-colors',
            'has-focus-visible:outline-accent has-focus-visible:outline-2',
            option.value === value
              ? 'bg-accent-wash text-accent font-semibold'
              : 'text-muted hover:bg-hover hover:text-ink',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
