'use client';
import { useCallback } from 'react';
import type { Exchange } from '@/lib/model/exchange';
import { listCookies } from '@/lib/actions/cookies';
import { startSend } from '@/lib/actions/exchanges';
import { createSession } from '@/lib/actions/sessions';
import { cancelExchange, watchExchange } from '@/components/exchange/live';
import { advance, NOT_YET } from '@/components/exchange/send-progress';
import { summaryOf } from '@/components/exchange/summary';
import { Refusal, sentenceOf, settle } from '@/components/shell/outcome';
import { useWorkspaceStore } from '@/components/shell/workspace-store';
import { specOf } from './draft-to-spec';
import { useDraftStore } from './draft-store';
import { faultsOfExchange, faultsOfRefusal } from './faults';
import { useSendStore, type SendStore } from './send-store';

/** Sends a draft, follows a send that goes on after a reload, and cancels. All three are stable functions. */
export function useSend() {
  const workspace = useWorkspaceStore();
  const drafts = useDraftStore();
  const sends = useSendStore();

  const arrive = useCallback(
    async (draftId: string, exchange: Exchange) => {
      sends.getState().keep(exchange);
      sends.getState().accuse(draftId, faultsOfExchange(exchange));
      sends.getState().land(draftId);
      workspace.getState().remember(summaryOf(exchange));
      const cookies = await settle(listCookies(exchange.sessionId)).catch(() => null);
      if (cookies) workspace.getState().countCookies(exchange.sessionId, cookies.length);
    },
    [sends, workspace],
  );

  const follow = useCallback(
    (draftId: string, exchangeId: string) => {
      const refuse = (error: unknown) => {
        sends.getState().land(draftId);
        sends.getState().refuse(draftId, sentenceOf(error));
      };
      if (!sends.getState().flights[draftId]) sends.getState().begin(draftId);
      sends.getState().fly(draftId, { exchangeId });
      watchExchange(exchangeId, {
        onProgress: gathered(sends, draftId),
        onExchange: (exchange) => void arrive(draftId, exchange),
        onLost: refuse,
      });
    },
    [arrive, sends],
  );

  const sessionInUse = useCallback(async (): Promise<string> => {
    const { sessionId, putSession, useSession: take } = workspace.getState();
    if (sessionId) return sessionId;
    const session = await settle(createSession({ name: 'default' }));
    putSession(session);
    take(session.id);
    return session.id;
  }, [workspace]);

  const send = useCallback(
    async (draftId: string) => {
      const draft = drafts.getState().drafts.find(({ id }) => id === draftId);
      if (!draft || sends.getState().flights[draftId]) return;
      sends.getState().begin(draftId);
      workspace.getState().show('response');
      try {
        const spec = await specOf(draft);
        const { exchangeId } = await settle(startSend(await sessionInUse(), spec));
        drafts.getState().edit(draftId, { exchangeId });
        const wanted = sends.getState().flights[draftId]?.cancelled;
        follow(draftId, exchangeId);
        if (wanted) await cancelExchange(exchangeId);
      } catch (error) {
        sends.getState().land(draftId);
        sends.getState().refuse(draftId, sentenceOf(error));
        if (error instanceof Refusal) sends.getState().accuse(draftId, faultsOfRefusal(error));
      }
    },
    [drafts, follow, sends, sessionInUse, workspace],
  );

  const cancel = useCallback(
    async (draftId: string) => {
      const flight = sends.getState().flights[draftId];
      if (!flight) return;
      sends.getState().fly(draftId, { cancelled: true });
      if (flight.exchangeId) await cancelExchange(flight.exchangeId).catch(() => undefined);
    },
    [sends],
  );

  return { send, follow, cancel };
}

/** Events can come faster than the screen: they are applied to the page once per frame. */
function gathered(sends: SendStore, draftId: string) {
  let progress = NOT_YET;
  let frame = 0;
  return (event: Parameters<typeof advance>[1]) => {
    progress = advance(progress, event);
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      sends.getState().fly(draftId, { progress });
    });
  };
}
