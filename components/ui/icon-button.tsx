import clsx from 'clsx';
import type { ComponentProps } from 'react';
import { Tooltip } from './tooltip';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** its name for everyone, shown as a tooltip */
  label: string;
  size?: 'sm' | 'md';
}

/** A button with a picture only; the label is its name and its tooltip. */
export function IconButton({
  label,
  size = 'sm',
  className,
  type = 'button',
  children,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <button
        type={type}
        aria-label={label}
        className={clsx(
          'text-muted inline-flex shrink-0 items-center justify-center rounded transition-colors',
          'not-disabled:hover:bg-hover not-disabled:hover:text-ink not-disabled:active:bg-pressed disabled:opacity-55',
          size === 'sm' ? 'size-6' : 'size-8',
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  );
}
