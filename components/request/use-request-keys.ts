'use client';
import { useDraftStore } from './draft-store';
import { METHODS } from './method-field';
import { useCloseRequest } from './use-close-request';
import { useSavedRequests } from './use-saved-requests';
import { useSend } from './use-send';

/** The keys of the request in view, by name; `target` is where the key was pressed. */
export function useRequestKeys(): (target: Element | null) => Record<string, () => void> {
  const drafts = useDraftStore();
  const saved = useSavedRequests();
  const close = useCloseRequest();
  const { send } = useSend();
  const active = () => {
    const { drafts: open, activeId } = drafts.getState();
    return open.find(({ id }) => id === activeId);
  };
  function turn(by: 1 | -1) {
    const draft = active();
    if (!draft) return;
    const at = METHODS.indexOf(draft.method) + by;
    drafts.getState().edit(draft.id, { method: METHODS[(at + METHODS.length) % METHODS.length] ?? 'GET' });
  }
  return (target) => ({
    'Mod+Enter': () => void send(drafts.getState().activeId),
    'Mod+s': () => {
      const draft = active();
      if (draft) void saved.save(draft);
    },
    'Alt+w': () => {
      const draft = active();
      if (draft) close(draft);
    },
    F2: () => {
      const draft = active();
      if (draft) drafts.getState().rename(draft.id);
    },
    // In a text of several lines these keys move a line, and in a choice they open it.
    ...(target?.closest('textarea, select, [role="tabpanel"] .cm-editor')
      ? {}
      : { 'Alt+ArrowUp': () => turn(-1), 'Alt+ArrowDown': () => turn(1) }),
  });
}
