'use client';
import { useState } from 'react';

/** A secret value: dots until someone asks to see it. `what` completes "Show …". */
export function Masked({ value, what }: { value: string; what: string }) {
  const [open, setOpen] = useState(false);
  return (
    <span className="inline-flex min-w-0 items-baseline gap-1.5">
      <span className="min-w-0 font-mono wrap-anywhere">
        {open ? value : <span aria-label="hidden">••••••</span>}
      </span>
      <button
        type="button"
        aria-label={`${open ? 'Hide' : 'Show'} ${what}`}
        aria-pressed={open}
        onClick={() => setOpen(!open)}
        className="text-muted hover:text-ink shrink-0 rounded-sm px-1 text-sm underline underline-offset-2"
      >
        {open ? 'Hide' : 'Show'}
      </button>
    </span>
  );
}
