import clsx from 'clsx';
import type { ReactNode } from 'react';

/** A part of a pane that scrolls by itself; it takes focus so that arrow keys scroll it. */
export function ScrollArea({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className={clsx('scroll-thin min-h-0 flex-1 overflow-auto -outline-offset-2!', className)}
    >
      {children}
    </div>
  );
}
