'use client';
import type { Exchange } from '@/lib/model/exchange';
import { jarMoves, type JarMoves } from '@/components/exchange/jar-moves';
import { titleOf } from '@/components/request/draft';
import { useSends } from '@/components/request/send-store';
import { useWorkspace } from '@/components/shell/workspace-store';

/** What the last send through a session changed in its jar. */
export interface JarChange extends JarMoves {
  exchangeId: string;
  /** `GET redirect/3` */
  by: string;
}

/** The newest exchange of a session that this page has seen, unless the history knows a newer one. */
export function useLastChange(sessionId: string): JarChange | null {
  const newest = useSends(({ exchanges }) => newestOf(exchanges, sessionId));
  const last = useWorkspace(({ history, sessionId: inUse }) =>
    inUse === sessionId ? history[0]?.id : undefined,
  );
  if (!newest || (last !== undefined && last !== newest.id)) return null;
  return changeOf(newest);
}

function newestOf(exchanges: Record<string, Exchange>, sessionId: string): Exchange | null {
  let newest: Exchange | null = null;
  for (const exchange of Object.values(exchanges)) {
    if (exchange.sessionId !== sessionId) continue;
    if (!newest || exchange.startedAt > newest.startedAt) newest = exchange;
  }
  return newest;
}

function changeOf(exchange: Exchange): JarChange {
  const first = exchange.history[0]?.request ?? exchange.request;
  return {
    exchangeId: exchange.id,
    by: `${first.method} ${titleOf({ title: '', url: first.url })}`,
    ...jarMoves(exchange),
  };
}
