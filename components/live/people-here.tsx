'use client';
import { useWorkspace } from '@/components/shell/workspace-store';

const MOST = 3;

/** Who else has something in view: `session:ID`, `request:ID`, `sequence:ID`. Nothing where nobody has. */
export function PeopleHere({ place }: { place: string }) {
  const people = useWorkspace((state) => state.people);
  const names = people.filter(({ places }) => places.includes(place)).map(({ name }) => name);
  if (names.length === 0) return null;
  return (
    <span title={herePhrase(names)} className="flex shrink-0 -space-x-1">
      {names.slice(0, MOST).map((name, index) => (
        <span
          key={index}
          aria-hidden="true"
          className="bg-raised border-line-strong text-muted flex size-4.5 items-center justify-center rounded-full border text-xs font-semibold"
        >
          {name.slice(0, 1).toUpperCase()}
        </span>
      ))}
      <span className="sr-only">{herePhrase(names)}</span>
    </span>
  );
}

/** `Bob is here too`. */
export function herePhrase(names: readonly string[]): string {
  const [last, ...others] = names.toReversed();
  const all = others.length > 0 ? `${others.toReversed().join(', ')} and ${last ?? ''}` : (last ?? '');
  return `${all} ${names.length > 1 ? 'are' : 'is'} here too`;
}
