'use client';
import clsx from 'clsx';
import { useEffect, useRef, type ReactNode } from 'react';

export interface LinesProps {
  label: string;
  /** how many there are; whoever takes one out while the focus is in it is led back to the list */
  count: number;
  /** another one when lines may have lost their buttons, and with them the focus */
  mark?: string;
  className?: string;
  children: ReactNode;
}

/** A list of what there is, one line each. It stays when it is empty, so that the focus has where to go. */
export function Lines({ label, count, mark = '', className, children }: LinesProps) {
  const list = useRef<HTMLUListElement>(null);
  const before = useRef({ count, mark });
  useEffect(() => {
    const isOther = count < before.current.count || mark !== before.current.mark;
    before.current = { count, mark };
    if (isOther && document.activeElement === document.body) list.current?.focus({ preventScroll: true });
  }, [count, mark]);
  return (
    <ul
      ref={list}
      tabIndex={-1}
      aria-label={label}
      className={clsx(count === 0 ? 'sr-only' : 'divide-line divide-y border-y', className)}
    >
      {children}
    </ul>
  );
}
