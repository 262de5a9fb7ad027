'use client';
import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { IconButton } from '@/components/ui/icon-button';

export interface FindBarProps {
  /** answers all places of a text, in order */
  find: (text: string) => Promise<readonly number[]>;
  /** shows one of the places; null: nothing is searched for any more */
  onPlace: (place: number | null) => void;
  /** searches again when it changes */
  version: number;
}

const WAIT_MS = 150;

/** Search in a body: Enter goes to the next place, Shift and Enter to the one before, Escape ends. */
export function FindBar({ find, onPlace, version }: FindBarProps) {
  const [text, setText] = useState('');
  const [places, setPlaces] = useState<readonly number[]>([]);
  const [at, setAt] = useState(0);
  const latest = useRef({ find, onPlace });
  useEffect(() => {
    latest.current = { find, onPlace };
  });
  const searched = useRef(false);
  useEffect(() => {
    if (text === '' && !searched.current) return;
    searched.current = text !== '';
    let left = false;
    const timer = setTimeout(() => {
      void latest.current.find(text).then((found) => {
        if (left) return;
        setPlaces(found);
        setAt(0);
        latest.current.onPlace(found[0] ?? null);
      });
    }, WAIT_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [text, version]);

  function step(by: number) {
    if (places.length === 0) return;
    const next = (at + by + places.length) % places.length;
    setAt(next);
    onPlace(places[next] ?? null);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape' && text !== '') setText('');
    else return;
    event.preventDefault();
  }
  const many =
    places.length === 0
      ? 'none'
      : `${(at + 1).toLocaleString('en')} of ${places.length.toLocaleString('en')}`;
  return (
    <div
      role="search"
      aria-label="Search in the body"
      className="flex min-w-0 flex-1 basis-56 items-center gap-1"
    >
      <Search aria-hidden="true" className="text-faint size-3.5 shrink-0" />
      <input
        aria-label="Find"
        placeholder="Find"
        value={text}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        enterKeyHint="search"
        onKeyDown={onKeyDown}
        onChange={(event) => setText(event.target.value)}
        className="field-mono h-7 min-w-0 flex-1 bg-transparent px-1 -outline-offset-2!"
      />
      {text === '' ? null : (
        <>
          <span role="status" className="text-muted shrink-0 text-sm">
            {many}
          </span>
          <IconButton label="Previous place" onClick={() => step(-1)}>
            <ChevronUp aria-hidden="true" className="size-4" />
          </IconButton>
          <IconButton label="Next place" onClick={() => step(1)}>
            <ChevronDown aria-hidden="true" className="size-4" />
          </IconButton>
          <IconButton label="End the search" onClick={() => setText('')}>
            <X aria-hidden="true" className="size-3.5" />
          </IconButton>
        </>
      )}
    </div>
  );
}
