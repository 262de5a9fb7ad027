import clsx from 'clsx';
import type { ComponentProps, ReactNode } from 'react';

export type ButtonVariant = 'primary' | 'plain' | 'quiet' | 'danger';
export type ButtonSize = 'sm' | 'md' | 'lg';

const VARIANT: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent font-semibold border-transparent not-disabled:hover:bg-accent-hover',
  plain: 'bg-raised text-ink border-line-strong not-disabled:hover:bg-hover not-disabled:active:bg-pressed',
  quiet:
    'border-transparent text-muted not-disabled:hover:bg-hover not-disabled:hover:text-ink not-disabled:active:bg-pressed',
  danger: 'border-bad text-bad bg-raised not-disabled:hover:bg-bad-wash',
};
const SIZE: Record<ButtonSize, string> = {
  sm: 'h-6 px-2 text-sm gap-1',
  md: 'h-8 px-3 text-base gap-1.5',
  lg: 'h-10 px-4 text-lg gap-2',
};

/** The classes of a button, for a link that has to look like one. */
export function buttonClass(variant: ButtonVariant = 'plain', size: ButtonSize = 'md'): string {
  return clsx(
    'inline-flex shrink-0 items-center justify-center rounded border whitespace-nowrap transition-colors select-none',
    'disabled:opacity-55 aria-disabled:opacity-55',
    VARIANT[variant],
    SIZE[size],
  );
}

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
}

/** A button that says what it does. `icon` is decoration; the text is the name. */
export function Button({ variant, size, icon, className, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button type={type} className={clsx(buttonClass(variant, size), className)} {...rest}>
      {icon}
      {children}
    </button>
  );
}
