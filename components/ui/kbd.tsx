import type { ReactNode } from 'react';

/** A key to press. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="bg-panel text-faint inline-flex h-5 items-center rounded-sm border px-1 font-sans text-sm">
      {children}
    </kbd>
  );
}
