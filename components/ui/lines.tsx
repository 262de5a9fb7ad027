'use client';
import clsx from 'clsx';
import { useEffect, useRef, type ReactNode } from 'react';

export interface LinesProps {
  label: string;
  /** how many there are; whoever takes one out while the focus is in it is led back to the list */
  count: number;
  className?: string;
  children: ReactNode;
}

/** A list of what there is, one line each. It stays when it is empty, so that the focus has where to go. */
export function Lines({ label, count, className, children }: LinesProps) {
  const list = useRef<HTMLUListElement>(null);
  const before = useRef(count);
  useEffect(() => {
    const isFewer = count < before.current;
    before.current = count;
    if (isFewer && document.activeElement === document.body) list.current?.focus();
  }, [count]);
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
