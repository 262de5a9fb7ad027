'use client';
import { useCallback } from 'react';
import { fetchExchange } from '@/components/exchange/live';
import { sentenceOf } from '@/components/shell/outcome';
import { useWorkspaceStore } from '@/components/shell/workspace-store';
import { notify } from '@/components/ui/notify';
import { useDraftStore } from './draft-store';
import { useSendStore } from './send-store';

/** Opens a past send: the tab that made it when it is still open, else a new one with its request. */
export function useOpenExchange(): (exchangeId: string) => Promise<void> {
  const drafts = useDraftStore();
  const sends = useSendStore();
  const workspace = useWorkspaceStore();
  return useCallback(
    async (exchangeId: string) => {
      const { drafts: open, select } = drafts.getState();
      const tab = open.find((draft) => draft.exchangeId === exchangeId);
      workspace.getState().show('response');
      if (tab) {
        select(tab.id);
        return;
      }
      try {
        const { exchange, spec } = await fetchExchange(exchangeId);
        sends.getState().keep(exchange);
        // It may have been asked for twice while it was read.
        const already = drafts.getState().drafts.find((draft) => draft.exchangeId === exchangeId);
        if (already) {
          drafts.getState().select(already.id);
          return;
        }
        const { draftFrom } = await import('./draft-from-spec');
        drafts.getState().open({ ...(await draftFrom(spec)), exchangeId });
      } catch (error) {
        await notify({ message: sentenceOf(error), tone: 'bad' });
      }
    },
    [drafts, sends, workspace],
  );
}
