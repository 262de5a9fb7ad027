'use client';
import { notify } from '@/components/ui/notify';
import { isBlank, titleOf, type Draft } from './draft';
import { useDraftStore } from './draft-store';

/** Closes a tab. One that something was typed into can be taken back. */
export function useCloseRequest(): (draft: Draft) => void {
  const store = useDraftStore();
  return (draft) => {
    const at = store.getState().drafts.indexOf(draft);
    store.getState().close(draft.id);
    if (isBlank(draft)) return;
    void notify({ message: `Closed ${titleOf(draft)}`, undo: () => store.getState().reopen(draft, at) });
  };
}
