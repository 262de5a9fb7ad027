'use client';
import clsx from 'clsx';
import { createPortal } from 'react-dom';
import type { Variable } from './variable';

export interface VariableListProps {
  id: string;
  /** the input that it stands under */
  anchor: HTMLElement;
  offers: readonly Variable[];
  chosen: Variable;
  onChoose: (name: string) => void;
}

/** The variables that fit what is being typed. Focus stays in the input. */
export function VariableList({ id, anchor, offers, chosen, onChoose }: VariableListProps) {
  const { left, bottom, width } = anchor.getBoundingClientRect();
  return createPortal(
    <ul
      id={id}
      role="listbox"
      aria-label="Variables"
      className="bg-raised shadow-lift fixed z-50 max-h-60 max-w-[calc(100vw-1rem)] min-w-48 overflow-auto rounded border py-1"
      style={{ left, top: bottom + 2, width: Math.min(width, 360) }}
    >
      {offers.map(({ name, value, from }) => (
        <li
          key={name}
          id={`${id}-${name}`}
          role="option"
          aria-selected={name === chosen.name}
          // Before the input loses focus, which would close the list.
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(name);
          }}
          className={clsx(
            'flex h-7 cursor-pointer items-center gap-2 px-2 font-mono text-sm',
            name === chosen.name ? 'bg-accent-wash' : 'hover:bg-hover',
          )}
        >
          <span className="shrink-0">{name}</span>
          <span className="text-muted min-w-0 flex-1 truncate">{value ?? 'secret'}</span>
          <span className="text-faint shrink-0 font-sans">{from}</span>
        </li>
      ))}
    </ul>,
    document.body,
  );
}
