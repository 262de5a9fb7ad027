'use client';
import { useMemo } from 'react';
import type { StoreApi } from 'zustand';
import type { Exchange } from '@/lib/model/exchange';
import { listCookies } from '@/lib/actions/cookies';
import { startSend } from '@/lib/actions/exchanges';
import { cancelExchange, watchExchange } from '@/components/exchange/live';
import { advance, NOT_YET, type SendEvent } from '@/components/exchange/send-progress';
import { summaryOf } from '@/components/exchange/summary';
import { Refusal, sentenceOf, settle } from '@/components/shell/outcome';
import { environmentInUse, useWorkspaceStore, type WorkspaceState } from '@/components/shell/workspace-store';
import { specOf } from './draft-to-spec';
import { useDraftStore, type DraftStore } from './draft-store';
import { faultsOfExchange, faultsOfRefusal } from './faults';
import { useSendStore, type SendStore } from './send-store';
import { sessionInUse } from './session-in-use';

interface Stores {
  workspace: StoreApi<WorkspaceState>;
  drafts: DraftStore;
  sends: SendStore;
}

/** Sends a draft, follows a send that goes on after a reload, and cancels. All three are stable functions. */
export function useSend() {
  const workspace = useWorkspaceStore();
  const drafts = useDraftStore();
  const sends = useSendStore();
  return useMemo(() => {
    const stores = { workspace, drafts, sends };
    return {
      send: (draftId: string) => send(stores, draftId),
      follow: (draftId: string, exchangeId: string) => follow(stores, draftId, exchangeId),
      cancel: (draftId: string) => cancel(stores, draftId),
    };
  }, [workspace, drafts, sends]);
}

async function send(stores: Stores, draftId: string) {
  const { workspace, drafts, sends } = stores;
  const draft = drafts.getState().drafts.find(({ id }) => id === draftId);
  if (!draft || sends.getState().flights[draftId]) return;
  sends.getState().begin(draftId);
  workspace.getState().show('response');
  // The view's code comes while the answer is awaited.
  void import('@/components/exchange/exchange-view');
  try {
    if (!/^\s*[a-z][\w+.-]*:\/\//i.test(draft.url)) {
      const { wholeUrl } = await import('./whole-url');
      drafts.getState().edit(draftId, { url: wholeUrl(draft.url) });
    }
    const spec = await specOf(drafts.getState().drafts.find(({ id }) => id === draftId) ?? draft);
    const session = await sessionInUse(workspace);
    const environment = environmentInUse(workspace.getState())?.id;
    const { exchangeId } = await settle(startSend(session, spec, environment));
    const wanted = sends.getState().flights[draftId]?.cancelled;
    drafts.getState().edit(draftId, { exchangeId });
    follow(stores, draftId, exchangeId);
    if (wanted) await cancelExchange(exchangeId);
  } catch (error) {
    sends.getState().land(draftId);
    sends.getState().refuse(draftId, sentenceOf(error));
    if (error instanceof Refusal) sends.getState().accuse(draftId, faultsOfRefusal(error));
  }
}

function follow(stores: Stores, draftId: string, exchangeId: string) {
  const { sends } = stores;
  if (!sends.getState().flights[draftId]) sends.getState().begin(draftId);
  sends.getState().fly(draftId, { exchangeId });
  watchExchange(exchangeId, {
    onProgress: oncePerFrame(sends, draftId),
    onExchange: (exchange) => void arrive(stores, draftId, exchange),
    onLost(error) {
      sends.getState().land(draftId);
      sends.getState().refuse(draftId, sentenceOf(error));
    },
  });
}

async function arrive({ sends, workspace }: Stores, draftId: string, exchange: Exchange) {
  sends.getState().keep(exchange);
  sends.getState().accuse(draftId, faultsOfExchange(exchange));
  sends.getState().land(draftId);
  workspace.getState().remember(summaryOf(exchange));
  const cookies = await settle(listCookies(exchange.sessionId)).catch(() => null);
  if (cookies) workspace.getState().countCookies(exchange.sessionId, cookies.length);
}

async function cancel({ sends }: Stores, draftId: string) {
  const flight = sends.getState().flights[draftId];
  if (!flight) return;
  sends.getState().fly(draftId, { cancelled: true });
  if (flight.exchangeId) await cancelExchange(flight.exchangeId).catch(() => undefined);
}

/** Events can come faster than the screen: they are applied to the page once per frame. */
function oncePerFrame(sends: SendStore, draftId: string) {
  let progress = NOT_YET;
  let frame = 0;
  return (event: SendEvent) => {
    progress = advance(progress, event);
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      sends.getState().fly(draftId, { progress });
    });
  };
}
