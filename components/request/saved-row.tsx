'use client';
import clsx from 'clsx';
import { Ellipsis } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import type { SavedRequest } from '@/lib/model/saved-request';
import { PeopleHere } from '@/components/live/people-here';
import { useArrangement } from '@/components/shell/use-arrangement';
import { useWorkspace } from '@/components/shell/workspace-store';
import { Menu, type MenuSection } from '@/components/ui/menu';
import { MethodText } from '@/components/ui/method-text';
import { useActiveDraft } from './draft-store';
import { useSavedRequests } from './use-saved-requests';

const FIRST: MenuSection = {
  id: 'request',
  items: [
    { id: 'rename', label: 'Rename', note: 'F2' },
    { id: 'duplicate', label: 'Duplicate' },
    { id: 'up', label: 'Move up', note: 'Alt+Shift+↑' },
    { id: 'down', label: 'Move down', note: 'Alt+Shift+↓' },
  ],
};
const LAST: MenuSection = { id: 'end', items: [{ id: 'delete', label: 'Delete', danger: true }] };

export interface SavedRowProps {
  request: SavedRequest;
  indented: boolean;
  onRename: () => void;
}

/** A saved request: a click opens it in a tab. */
export function SavedRow({ request, indented, onRename }: SavedRowProps) {
  const { savedId } = useActiveDraft();
  const deeds = useSavedRequests();
  const arrangement = useArrangement();
  const folders = useWorkspace((state) => state.arrangement.folders);
  const router = useRouter();
  const path = usePathname();
  const home = folders.find(({ items }) => items.includes(request.id));
  const places = [
    ...folders.filter((folder) => folder !== home).map(({ id, name }) => ({ id: `into:${id}`, label: name })),
    ...(home ? [{ id: 'into:', label: 'No folder' }] : []),
  ];
  const sections =
    places.length > 0 ? [FIRST, { id: 'into', title: 'Move to', items: places }, LAST] : [FIRST, LAST];
  const deed: Record<string, () => void> = {
    rename: onRename,
    duplicate: () => void deeds.duplicate(request),
    up: () => arrangement.stepRequest(request.id, -1),
    down: () => arrangement.stepRequest(request.id, 1),
    delete: () => void deeds.remove(request),
  };
  function act(id: string) {
    if (id.startsWith('into:')) arrangement.file(request.id, { folder: id.slice(5) || null, before: null });
    else deed[id]?.();
  }
  return (
    <div className="group hover:bg-hover has-[[aria-current]]:bg-accent-wash h-row relative flex items-center pr-1.5">
      <button
        type="button"
        data-row
        aria-current={path === '/' && request.id === savedId ? 'true' : undefined}
        aria-keyshortcuts="F2 Alt+Shift+ArrowUp Alt+Shift+ArrowDown"
        title={`${request.spec.method} ${request.spec.url}`}
        onClick={() => {
          void deeds.open(request);
          if (path !== '/') router.push('/');
        }}
        onKeyDown={(event) => {
          if (event.key !== 'F2') return;
          event.preventDefault();
          event.stopPropagation();
          onRename();
        }}
        className={clsx(
          'flex h-full min-w-0 flex-1 items-center gap-2 text-left -outline-offset-2!',
          indented ? 'pl-9' : 'pl-3.5',
        )}
      >
        <MethodText method={request.spec.method} column />
        <span className="min-w-0 flex-1 truncate">{request.name}</span>
      </button>
      <PeopleHere place={`request:${request.id}`} />
      <Menu
        label={`More of the request ${request.name}`}
        sections={sections}
        onAction={act}
        className="text-muted hover:bg-pressed hover:text-ink flex size-6 items-center justify-center rounded-sm opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
      >
        <Ellipsis aria-hidden="true" className="size-4" />
      </Menu>
    </div>
  );
}
