'use client';
import type { Exchange } from '@/lib/model/exchange';
import { hopsOf } from '@/components/exchange/hops';
import { titleOf } from '@/components/request/draft';
import { useSends } from '@/components/request/send-store';
import { useWorkspace } from '@/components/shell/workspace-store';

/** What the last send through a session changed in its jar. Names in the order in which they came. */
export interface JarChange {
  exchangeId: string;
  /** `GET redirect/3` */
  by: string;
  added: string[];
  changed: string[];
  removed: string[];
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

/** A cookie that was set twice on the way counts once; one that came and went counts as gone. */
function changeOf(exchange: Exchange): JarChange {
  const fate = new Map<string, 'added' | 'changed' | 'removed'>();
  for (const { cookies } of hopsOf(exchange)) {
    for (const { name, replaced } of cookies.stored) {
      if (replaced?.changed.length === 0) continue;
      if (fate.get(name) !== 'added') fate.set(name, replaced ? 'changed' : 'added');
    }
    for (const { name } of cookies.removed) fate.set(name, 'removed');
  }
  const names = (wanted: string) => [...fate].filter(([, one]) => one === wanted).map(([name]) => name);
  const first = exchange.history[0]?.request ?? exchange.request;
  return {
    exchangeId: exchange.id,
    by: `${first.method} ${titleOf({ title: '', url: first.url })}`,
    added: names('added'),
    changed: names('changed'),
    removed: names('removed'),
  };
}

/** `+2 ~1 −1`; '' when nothing changed. */
export function changeMarks({ added, changed, removed }: JarChange): string {
  return [
    added.length > 0 ? `+${String(added.length)}` : '',
    changed.length > 0 ? `~${String(changed.length)}` : '',
    removed.length > 0 ? `−${String(removed.length)}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** The same for a sentence: `2 added, 1 changed`. */
export function changeWords({ added, changed, removed }: JarChange): string {
  const words = [
    added.length > 0 ? `${String(added.length)} added` : '',
    changed.length > 0 ? `${String(changed.length)} changed` : '',
    removed.length > 0 ? `${String(removed.length)} removed` : '',
  ].filter(Boolean);
  return words.length > 0 ? words.join(', ') : 'nothing changed';
}
