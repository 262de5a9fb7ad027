'use client';
import clsx from 'clsx';
import { Ellipsis, ListVideo } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { PeopleHere } from '@/components/live/people-here';
import { Menu, type MenuSection } from '@/components/ui/menu';
import { formatCount } from '@/components/ui/quantity';
import { DROP_CLASS, useDragRows } from '@/components/ui/use-drag-rows';
import { inOrder } from './arrangement';
import { RailNote } from './rail-section';
import { useArrangement } from './use-arrangement';
import { useWorkspace } from './workspace-store';

const SECTIONS: readonly MenuSection[] = [
  {
    id: 'order',
    items: [
      { id: 'up', label: 'Move up', note: 'Alt+Shift+↑' },
      { id: 'down', label: 'Move down', note: 'Alt+Shift+↓' },
    ],
  },
];

/** The sequences, in their order. */
export function RailSequences({ search }: { search: string }) {
  const sequences = useWorkspace((state) => state.sequences);
  const ids = useWorkspace((state) => state.arrangement.sequences);
  const show = useWorkspace((state) => state.show);
  const path = usePathname();
  const arrangement = useArrangement();
  const rowProps = useDragRows({
    kind: 'sequence',
    onDrop: (id, over, side) => arrangement.drop('sequences', id, over, side),
    onStep: (id, by) => arrangement.step('sequences', id, by),
  });
  if (sequences.length === 0)
    return <RailNote>Save a request as a step to begin one: steps to run again and share.</RailNote>;
  const found = inOrder(sequences, ids, 'first').filter(({ name }) => name.toLowerCase().includes(search));
  return (
    <ul aria-label="Sequences">
      {found.map(({ id, name, stepCount }) => (
        <li
          key={id}
          {...rowProps(id)}
          className={clsx(
            'group hover:bg-hover has-[[aria-current]]:bg-accent-wash flex items-center pr-1.5',
            DROP_CLASS,
          )}
        >
          <Link
            href={`/sequences/${id}`}
            prefetch={false}
            draggable={false}
            data-row
            aria-current={path === `/sequences/${id}` ? 'page' : undefined}
            onClick={() => show('request')}
            className="h-row flex min-w-0 flex-1 items-center gap-2 pl-3.5 -outline-offset-2! aria-[current]:font-semibold"
          >
            <ListVideo aria-hidden="true" className="text-faint size-4 shrink-0" />
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <span className="text-muted text-sm font-normal" title={formatCount(stepCount, 'step')}>
              {stepCount}
            </span>
          </Link>
          <PeopleHere place={`sequence:${id}`} />
          <Menu
            label={`More of the sequence ${name}`}
            sections={SECTIONS}
            onAction={(deed) => arrangement.step('sequences', id, deed === 'up' ? -1 : 1)}
            className="text-muted hover:bg-pressed hover:text-ink ml-1 flex size-6 shrink-0 items-center justify-center rounded-sm"
          >
            <Ellipsis aria-hidden="true" className="size-4" />
          </Menu>
        </li>
      ))}
    </ul>
  );
}
