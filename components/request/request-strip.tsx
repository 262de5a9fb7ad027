'use client';
import clsx from 'clsx';
import { Plus, X } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { MethodText } from '@/components/ui/method-text';
import { notify } from '@/components/ui/notify';
import { isBlank, newDraft, titleOf, type Draft } from './draft';
import { useDrafts, useDraftStore } from './draft-store';
import { useSends } from './send-store';

/** The open requests. Delete closes the one in focus; closing something typed can be undone. */
export function RequestStrip() {
  const store = useDraftStore();
  const drafts = useDrafts((state) => state.drafts);
  const activeId = useDrafts((state) => state.activeId);
  const list = useRef<HTMLUListElement>(null);

  function close(draft: Draft) {
    const at = drafts.indexOf(draft);
    store.getState().close(draft.id);
    if (isBlank(draft)) return;
    void notify({ message: `Closed ${titleOf(draft)}`, undo: () => store.getState().reopen(draft, at) });
  }
  function open() {
    const draft = newDraft();
    // A blank tab in view is not thrown away here: whoever asks for one more gets one more.
    store.setState((state) => ({ drafts: [...state.drafts, draft], activeId: draft.id }));
  }
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
    <nav aria-label="Open requests" className="bg-ground flex h-9 shrink-0 items-stretch border-b">
      <ul ref={list} className="flex min-w-0 [scrollbar-width:none] overflow-x-auto">
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
            <button
              type="button"
              data-open
              aria-current={draft.id === activeId ? 'true' : undefined}
              title={draft.url ? `${draft.method} ${draft.url}` : titleOf(draft)}
              onClick={() => store.getState().select(draft.id)}
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
