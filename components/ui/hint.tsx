'use client';
import clsx from 'clsx';
import { Lightbulb, X } from 'lucide-react';
import { useState, useSyncExternalStore, type ReactNode } from 'react';
import { IconButton } from './icon-button';

const KEY = 'playjar:hints-read';
const never = () => () => undefined;

function readHints(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

/** A word where something new is met. Closed once, it stays away in this browser. */
export function Hint({ id, className, children }: { id: string; className?: string; children: ReactNode }) {
  const read = useSyncExternalStore(never, readHints, () => null);
  const [closed, setClosed] = useState(false);
  if (read === null || closed || read.split(' ').includes(id)) return null;
  function close() {
    setClosed(true);
    try {
      localStorage.setItem(KEY, `${readHints()} ${id}`.trim());
    } catch {
      // Without storage it only stays away until the next visit.
    }
  }
  return (
    <div
      role="note"
      className={clsx(
        'bg-panel text-muted flex items-start gap-2 rounded border py-1 pr-1 pl-2 text-sm',
        className,
      )}
    >
      <Lightbulb aria-hidden="true" className="text-accent mt-1 size-3.5 shrink-0" />
      <p className="min-w-0 flex-1 py-0.5 text-pretty">{children}</p>
      <IconButton label="Got it" onClick={close}>
        <X aria-hidden="true" className="size-3.5" />
      </IconButton>
    </div>
  );
}
