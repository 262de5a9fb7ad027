'use client';
import { useCallback } from 'react';
import type { Draft } from './draft';
import { useDraftStore } from './draft-store';
import { withoutMended } from './faults';
import { useSendStore } from './send-store';

/** Changes a draft; a sentence about an input goes away once that input is changed. */
export function useEdit(draftId: string): (patch: Partial<Draft>) => void {
  const drafts = useDraftStore();
  const sends = useSendStore();
  return useCallback(
    (patch: Partial<Draft>) => {
      drafts.getState().edit(draftId, patch);
      const faults = sends.getState().faults[draftId];
      if (faults && Object.keys(faults).length > 0)
        sends.getState().accuse(draftId, withoutMended(faults, patch));
    },
    [draftId, drafts, sends],
  );
}
