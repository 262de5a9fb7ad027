'use client';
import clsx from 'clsx';
import type { ShareMode } from '@/lib/model/share';
import { MODES } from './share-choices';

/** What people with the link can do, each way in one sentence. */
export function ModeChoice({ mode, onMode }: { mode: ShareMode; onMode: (mode: ShareMode) => void }) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 font-semibold">What people can do</legend>
      {MODES.map(({ value, label, sentence }) => (
        <label
          key={value}
          className={clsx(
            'flex cursor-pointer items-start gap-2.5 rounded border px-3 py-2 transition-colors',
            'has-focus-visible:outline-accent has-focus-visible:outline-2',
            value === mode ? 'border-accent bg-accent-wash' : 'bg-raised hover:bg-hover',
          )}
        >
          <span className="flex h-5 items-center">
            <input
              type="radio"
              name="share-mode"
              value={value}
              checked={value === mode}
              aria-label={label}
              aria-describedby={`share-mode-${value}`}
              onChange={() => onMode(value)}
              className="size-4 outline-none"
            />
          </span>
          <span className="min-w-0">
            <span className="block font-semibold">{label}</span>
            <span id={`share-mode-${value}`} className="text-muted block">
              {sentence}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
