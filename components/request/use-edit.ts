'use client';
import { useCallback } from 'react';
import { patchFor, useDraftStore, type DraftPatch } from './draft-store';
import { withoutMended } from './faults';
import { useSendStore } from './send-store';

/** Changes a draft; a sentence about an input goes away once that input is changed. */
export function useEdit(draftId: string): (patch: DraftPatch) => void {
  const drafts = useDraftStore();
  const sends = useSendStore();
  return useCallback(
    (change: DraftPatch) => {
      const draft = drafts.getState().drafts.find(({ id }) => id === draftId);
      if (!draft) return;
      const patch = patchFor(draft, change);
      drafts.getState().edit(draftId, patch);
      const faults = sends.getState().faults[draftId];
      if (faults && Object.keys(faults).length > 0)
        sends.getState().accuse(draftId, withoutMended(faults, patch));
    },
    [draftId, drafts, sends],
  );
}
