'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { DialogSurface } from '@/components/ui/dialog-surface';
import type { Overlap } from '@/lib/model/three-way';
import type { Clash } from './clash';
import { pathWords, valueWords } from './path-words';

type Side = 'mine' | 'theirs';

/** Two people changed the same: both are shown, and whoever saves says which counts. Closing it loses nothing. */
export function ClashDialog({ clash: { name, conflict, answer } }: { clash: Clash }) {
  const { by, overlaps, input } = conflict;
  const them = by ?? 'Someone else';
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>({});
  const keys = overlaps.map(({ path }) => keyOf(path));
  const open = keys.filter((key) => sides[key] === undefined).length;
  const all = (side: Side) => setSides(Object.fromEntries(keys.map((key) => [key, side])));
  const footer = (
    <>
      <span role="status" className="text-muted mr-auto self-center text-sm">
        {open === 0 ? '' : `${String(open)} to choose`}
      </span>
      <Button onClick={() => answer(null)}>Go on editing</Button>
      <Button
        variant="primary"
        aria-disabled={open > 0}
        onClick={() =>
          open === 0 &&
          answer(overlaps.map(({ path }) => ({ path: [...path], side: sides[keyOf(path)] ?? 'mine' })))
        }
      >
        Save as chosen
      </Button>
    </>
  );
  return (
    <DialogSurface title={`Both changed ${name}`} isOpen onClose={() => answer(null)} footer={footer}>
      <div className="flex flex-col gap-4 p-4 md:w-160">
        <p>
          {them} saved {name} while you were editing it. Choose what counts where both of you changed the
          same. All else of theirs and of yours is kept.
        </p>
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => all('mine')}>
            Mine everywhere
          </Button>
          <Button size="sm" onClick={() => all('theirs')}>
            Theirs everywhere
          </Button>
        </div>
        {overlaps.map((overlap) => {
          const key = keyOf(overlap.path);
          return (
            <Choice
              key={key}
              overlap={overlap}
              title={pathWords(overlap.path, input)}
              them={them}
              side={sides[key] ?? null}
              onSide={(side) => setSides((old) => ({ ...old, [key]: side }))}
            />
          );
        })}
      </div>
    </DialogSurface>
  );
}

const keyOf = (path: readonly string[]) => JSON.stringify(path);

interface ChoiceProps {
  overlap: Overlap;
  title: string;
  them: string;
  side: Side | null;
  onSide: (side: Side) => void;
}

function Choice({ overlap, title, them, side, onSide }: ChoiceProps) {
  const { path, mine, theirs } = overlap;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1 font-semibold">{title}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        <Value
          name={title}
          label="Mine"
          text={valueWords(path, mine)}
          on={side === 'mine'}
          onChoose={() => onSide('mine')}
        />
        <Value
          name={title}
          label={them}
          text={valueWords(path, theirs)}
          on={side === 'theirs'}
          onChoose={() => onSide('theirs')}
        />
      </div>
    </fieldset>
  );
}

interface ValueProps {
  name: string;
  label: string;
  text: string;
  on: boolean;
  onChoose: () => void;
}

function Value({ name, label, text, on, onChoose }: ValueProps) {
  return (
    <label className="has-checked:border-accent has-checked:bg-accent-wash hover:bg-hover flex min-w-0 flex-col gap-1 rounded border p-2">
      <span className="flex items-center gap-2 font-semibold">
        <input type="radio" name={name} checked={on} onChange={onChoose} className="size-4" />
        {label}
      </span>
      <span className="scroll-thin max-h-40 overflow-auto font-mono text-sm [overflow-wrap:anywhere] whitespace-pre-wrap">
        {text}
      </span>
    </label>
  );
}
