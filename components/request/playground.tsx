'use client';
import { useCallback } from 'react';
import { VariablesContext } from '@/components/editor/variables-context';
import { useWorkspace } from '@/components/shell/workspace-store';
import { SplitPane } from '@/components/ui/split-pane';
import { useActiveDraft } from './draft-store';
import { LayoutSwitch } from './layout-switch';
import { RequestPane } from './request-pane';
import { RequestStrip } from './request-strip';
import { ResponsePane } from './response-pane';
import { UrlRow } from './url-row';
import { useAddress } from './use-address';
import { usePasteAnywhere } from './use-paste-anywhere';
import { useSend } from './use-send';
import { useVariablesOf } from './use-variables-of';

/** The place to make requests: tabs, URL row, request and response. `linked` is the exchange that the URL names. */
export function Playground({ linked }: { linked: string | null }) {
  const draft = useActiveDraft();
  const layout = useWorkspace((state) => state.layout);
  const setLayout = useWorkspace((state) => state.setLayout);
  const pane = useWorkspace((state) => state.pane);
  const { send, follow, cancel } = useSend();
  const onFollow = useCallback((exchangeId: string) => follow(draft.id, exchangeId), [follow, draft.id]);
  useAddress(linked);
  usePasteAnywhere(draft.id);
  const variables = useVariablesOf(draft.kept.variables);

  return (
    <VariablesContext value={variables}>
      <div className="flex min-h-0 flex-1 flex-col">
        <h1 className="sr-only">Request playground</h1>
        <div data-pane>
          <div className="bg-ground flex shrink-0">
            <div className="min-w-0 flex-1">
              <RequestStrip />
            </div>
            <LayoutSwitch />
          </div>
          <UrlRow draft={draft} onSend={() => void send(draft.id)} onCancel={() => void cancel(draft.id)} />
        </div>
        <SplitPane
          label="Size of request and response"
          direction={layout.direction}
          value={layout.split}
          onChange={(split) => setLayout({ split })}
          solo={pane === 'response' ? 'second' : 'first'}
          className="flex-1"
          first={<RequestPane key={draft.id} draft={draft} />}
          second={<ResponsePane draftId={draft.id} exchangeId={draft.exchangeId} onFollow={onFollow} />}
        />
      </div>
    </VariablesContext>
  );
}
