'use client';
import { useState } from 'react';

export interface RenameRowProps {
  name: string;
  /** the field's name */
  label: string;
  /** null: it stays as it was */
  onDone: (name: string | null) => void;
}

/** A row of a list while its name is typed: Enter and leaving it keep the name, Escape does not. */
export function RenameRow({ name, label, onDone }: RenameRowProps) {
  const [typed, setTyped] = useState(name);
  return (
    <div className="h-row flex items-center px-2">
      <input
        aria-label={label}
        value={typed}
        maxLength={120}
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => onDone(typed)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onDone(typed);
          if (event.key === 'Escape') onDone(null);
        }}
        className="border-accent bg-raised field-text h-6 w-full rounded-sm border px-1.5"
      />
    </div>
  );
}
