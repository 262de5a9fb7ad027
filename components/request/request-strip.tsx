'use client';
import clsx from 'clsx';
import { Plus, X } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { useWorkspace } from '@/components/shell/workspace-store';
import { MethodText } from '@/components/ui/method-text';
import { RenameRow } from '@/components/ui/rename-row';
import { reveal } from '@/components/ui/reveal';
import { titleOf, type Draft } from './draft';
import { useDrafts, useDraftStore } from './draft-store';
import { useSends } from './send-store';
import { useCloseRequest } from './use-close-request';
import { useNewRequest } from './use-new-request';
import { useSavedRequests } from './use-saved-requests';

/** The open requests. Delete closes the one in focus; closing something typed can be undone. */
export function RequestStrip() {
  const store = useDraftStore();
  const drafts = useDrafts((state) => state.drafts);
  const activeId = useDrafts((state) => state.activeId);
  const list = useRef<HTMLUListElement>(null);
  const active = drafts.find(({ id }) => id === activeId);
  // A tab grows with its name, out of view when it is the last.
  const title = active && titleOf(active);
  useEffect(() => reveal(list.current, '[aria-current]'), [activeId, title]);

  const renaming = useDrafts((state) => state.renaming);
  const rename = useRenameTab();
  const close = useCloseRequest();
  const open = useNewRequest();

  function onKeyDown(event: KeyboardEvent, draft: Draft) {
    if (event.key !== 'Delete') return;
    event.preventDefault();
    const at = drafts.indexOf(draft);
    close(draft);
    requestAnimationFrame(() => {
      const buttons = list.current?.querySelectorAll<HTMLElement>('[data-open]');
      buttons?.[Math.min(at, buttons.length - 1)]?.focus();
    });
  }
  return (
    <nav aria-label="Open requests" className="bg-ground h-bar flex shrink-0 items-stretch border-b">
      <ul ref={list} className="scroll-sideways flex min-w-0">
        {drafts.map((draft) => (
          <li
            key={draft.id}
            className={clsx(
              'group relative flex max-w-56 shrink-0 items-center border-r pr-1 transition-colors',
              draft.id === activeId
                ? 'bg-panel after:bg-accent after:absolute after:inset-x-0 after:top-0 after:h-0.5'
                : 'hover:bg-hover',
            )}
          >
            {draft.id === renaming ? (
              <RenameRow
                name={titleOf(draft)}
                label={`New name of ${titleOf(draft)}`}
                onDone={(name) => rename(draft, name)}
              />
            ) : (
              <button
                type="button"
                data-open
                aria-current={draft.id === activeId ? 'true' : undefined}
                title={draft.url ? `${draft.method} ${draft.url}` : titleOf(draft)}
                onClick={() => store.getState().select(draft.id)}
                onDoubleClick={() => store.getState().rename(draft.id)}
                onKeyDown={(event) => onKeyDown(event, draft)}
                onAuxClick={(event) => event.button === 1 && close(draft)}
                className="flex h-full min-w-0 items-center gap-1.5 pr-1 pl-3 -outline-offset-2!"
              >
                <MethodText method={draft.method} />
                <span className={clsx('truncate', draft.id === activeId ? 'text-ink' : 'text-muted')}>
                  {titleOf(draft)}
                </span>
                <Working draftId={draft.id} />
              </button>
            )}
            <IconButton label={`Close ${titleOf(draft)}`} onClick={() => close(draft)}>
              <X aria-hidden="true" className="size-3.5" />
            </IconButton>
          </li>
        ))}
      </ul>
      <span className="flex items-center px-1">
        <IconButton label="New request" onClick={open}>
          <Plus aria-hidden="true" className="size-4" />
        </IconButton>
      </span>
    </nav>
  );
}

/** Gives a tab another name, and the saved request that it shows. Focus goes back to the tab. */
function useRenameTab() {
  const store = useDraftStore();
  const saved = useWorkspace((state) => state.savedRequests);
  const deeds = useSavedRequests();
  return (draft: Draft, name: string | null) => {
    store.getState().rename(null);
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-open][aria-current]')?.focus());
    if (!name?.trim() || name === titleOf(draft)) return;
    const kept = saved.find(({ id }) => id === draft.savedId);
    if (kept) void deeds.rename(kept, name);
    else store.getState().edit(draft.id, { title: name.trim() });
  };
}

function Working({ draftId }: { draftId: string }) {
  const flying = useSends(({ flights }) => draftId in flights);
  if (!flying) return null;
  return (
    <span
      role="img"
      aria-label="sending"
      className="border-line-strong border-t-accent size-2.5 shrink-0 animate-spin rounded-full border-2"
    />
  );
}
