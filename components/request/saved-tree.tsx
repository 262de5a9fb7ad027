'use client';
import clsx from 'clsx';
import { ChevronRight, Ellipsis } from 'lucide-react';
import { useState } from 'react';
import type { SavedRequest } from '@/lib/model/saved-request';
import { shelves } from '@/components/shell/arrangement';
import { RailNote, useFold } from '@/components/shell/rail-section';
import { useArrangement } from '@/components/shell/use-arrangement';
import { useWorkspace } from '@/components/shell/workspace-store';
import { Menu, type MenuSection } from '@/components/ui/menu';
import { RenameRow } from '@/components/ui/rename-row';
import { DROP_CLASS, useDragRows } from '@/components/ui/use-drag-rows';
import { SavedRow } from './saved-row';
import { useSavedRequests } from './use-saved-requests';

export interface SavedTreeProps {
  search: string;
  /** id of the folder or request whose name is being typed */
  naming: string | null;
  onNamed: (id: string | null) => void;
}

type RowProps = ReturnType<typeof useDragRows>;

/** Saved requests, in folders and loose. Dragging, and a menu, put them in order and into folders. */
export function SavedTree({ search, naming, onNamed }: SavedTreeProps) {
  const saved = useWorkspace((state) => state.savedRequests);
  const stored = useWorkspace((state) => state.arrangement);
  const arrangement = useArrangement();
  const deeds = useSavedRequests();
  const rowProps = useDragRows({
    kind: 'request',
    onDrop: (id, over, side) => arrangement.dropRequest(id, over, side),
    onStep: (id, by) => arrangement.stepRequest(id, by),
    takesIn: (over) => stored.folders.some(({ id }) => id === over),
  });
  const { folders, loose } = shelves(saved, stored);
  if (folders.length === 0 && loose.length === 0)
    return <RailNote>Save a request to open it again from any browser tab.</RailNote>;

  const matches = ({ name, spec }: SavedRequest) =>
    `${spec.method} ${name} ${spec.url}`.toLowerCase().includes(search);
  const list = (items: readonly SavedRequest[], inFolder: boolean) =>
    items.filter(matches).map((request) => (
      <li
        key={request.id}
        {...rowProps(request.id, { draggable: naming !== request.id })}
        className={DROP_CLASS}
      >
        {naming === request.id ? (
          <RenameRow
            name={request.name}
            label={`New name of ${request.name}`}
            onDone={(name) => {
              onNamed(null);
              if (name !== null) void deeds.rename(request, name);
            }}
          />
        ) : (
          <SavedRow request={request} indented={inFolder} onRename={() => onNamed(request.id)} />
        )}
      </li>
    ));
  return (
    <ul aria-label="Saved requests">
      {folders.map(({ id, name, items }) => (
        <Folder
          key={id}
          {...{ id, name, search, rowProps }}
          count={items.length}
          naming={naming === id}
          onNaming={(yes) => onNamed(yes ? id : null)}
        >
          {list(items, true)}
        </Folder>
      ))}
      {list(loose, false)}
    </ul>
  );
}

interface FolderProps {
  id: string;
  name: string;
  count: number;
  search: string;
  naming: boolean;
  rowProps: RowProps;
  onNaming: (yes: boolean) => void;
  children: React.ReactNode[];
}

const SECTIONS: readonly MenuSection[] = [
  {
    id: 'folder',
    items: [
      { id: 'rename', label: 'Rename', note: 'F2' },
      { id: 'up', label: 'Move up' },
      { id: 'down', label: 'Move down' },
      { id: 'delete', label: 'Delete folder, keep its requests', danger: true },
    ],
  },
];

function Folder({ id, name, count, search, naming, rowProps, onNaming, children }: FolderProps) {
  const key = `folder-${id}`;
  const folded = useWorkspace(({ layout }) => layout.folded.includes(key)) && search === '';
  const fold = useFold(key);
  const arrangement = useArrangement();
  const [listId] = useState(() => `in-${id}`);
  if (search !== '' && children.length === 0) return null;
  const deed: Record<string, () => void> = {
    rename: () => onNaming(true),
    up: () => arrangement.stepFolder(id, -1),
    down: () => arrangement.stepFolder(id, 1),
    delete: () => arrangement.removeFolder(id),
  };
  return (
    <li>
      {naming ? (
        <RenameRow
          name={name}
          label="Name of the folder"
          onDone={(typed) => {
            onNaming(false);
            if (typed?.trim()) arrangement.renameFolder(id, typed.trim());
          }}
        />
      ) : (
        <div
          {...rowProps(id, { draggable: false })}
          className={clsx('group hover:bg-hover h-row flex items-center pr-1.5', DROP_CLASS)}
        >
          <button
            type="button"
            data-row
            aria-expanded={!folded}
            aria-controls={listId}
            onClick={fold}
            onDoubleClick={() => onNaming(true)}
            onKeyDown={(event) => {
              if (event.key !== 'F2') return;
              event.preventDefault();
              event.stopPropagation();
              onNaming(true);
            }}
            className="flex h-full min-w-0 flex-1 items-center gap-1.5 pl-3.5 text-left -outline-offset-2!"
          >
            <ChevronRight
              aria-hidden="true"
              className={clsx('text-faint size-3.5 shrink-0 transition-transform', !folded && 'rotate-90')}
            />
            <span className="truncate">{name}</span>
            <span className="text-faint text-sm">{count}</span>
          </button>
          <Menu
            label={`More of the folder ${name}`}
            sections={SECTIONS}
            onAction={(one) => deed[one]?.()}
            className="text-muted hover:bg-pressed hover:text-ink flex size-6 items-center justify-center rounded-sm"
          >
            <Ellipsis aria-hidden="true" className="size-4" />
          </Menu>
        </div>
      )}
      <ul id={listId} aria-label={name} hidden={folded}>
        {children.length > 0 ? (
          children
        ) : (
          <li className="text-faint py-1 pl-9 text-sm">Drag requests here, or use their menu.</li>
        )}
      </ul>
    </li>
  );
}
