import 'server-only';
import type { ExchangeRecord } from '@/lib/model/exchange';

/** Enough for every chain of redirects but one that is made to be long. */
const MOST_CHARACTERS = 1_000;

/** `host:port` of a URL as it stands, its user and password left out; null when it has none, or a variable stands there. */
export function hostOf(url: string): string | null {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? null;
  return host === null || host.includes('{{') ? null : host;
}

/** The hosts of every hop of a send, in order, once each, with spaces between; null when there is none. */
export function hostsOf({ history, request }: Pick<ExchangeRecord, 'history' | 'request'>): string | null {
  const last = hostOf(request.url);
  if (history.length === 0) return last;
  const all = [...history.map((hop) => hostOf(hop.request.url)), last];
  return (
    [...new Set(all)]
      .filter((host) => host !== null)
      .join(' ')
      .slice(0, MOST_CHARACTERS) || null
  );
}
