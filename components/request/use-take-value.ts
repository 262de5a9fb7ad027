'use client';
import { useMemo } from 'react';
import type { TakeValue } from '@/components/exchange/take-value';
import { notify } from '@/components/ui/notify';
import type { Draft } from './draft';
import { checksFrom } from './draft-checks';
import { useDraftStore, type DraftStore } from './draft-store';

/** Makes an extract or an assertion of a value of the response, in the request that it answers; Undo takes it out. */
export function useTakeValue(draftId: string): TakeValue {
  const drafts = useDraftStore();
  return useMemo(
    () => ({
      extract(extract) {
        const message = `${extract.expression} is taken as {{${extract.variable}}}`;
        add(drafts, draftId, 'extract', message, ({ extract: rows }) => ({ extract: [...rows, extract] }));
      },
      assert(assertion) {
        const { assert } = checksFrom({ extract: [], assert: [assertion] });
        const message = `${assertion.expression ?? ''} is checked from now on`;
        add(drafts, draftId, 'assert', message, (draft) => ({ assert: [...draft.assert, ...assert] }));
      },
    }),
    [drafts, draftId],
  );
}

function add(
  drafts: DraftStore,
  draftId: string,
  tab: 'extract' | 'assert',
  message: string,
  change: (draft: Draft) => Partial<Draft>,
): void {
  const { drafts: open, edit, setTab } = drafts.getState();
  const draft = open.find(({ id }) => id === draftId);
  if (!draft) return;
  const before = draft[tab];
  edit(draftId, change(draft));
  setTab(tab);
  void notify({ message, undo: () => drafts.getState().edit(draftId, { [tab]: before }) });
}
