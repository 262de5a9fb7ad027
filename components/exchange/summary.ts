import { formatBytes, formatCount } from '@/components/ui/quantity';
import type { Exchange, ExchangeSummary } from '@/lib/model/exchange';

/** The history's line for a send that just ended. */
export function summaryOf(exchange: Exchange): ExchangeSummary {
  const { id, sessionId, startedAt, request, response, history, error, timings } = exchange;
  const first = history[0]?.request ?? request;
  return {
    id,
    sessionId,
    startedAt,
    state: 'done',
    method: first.method,
    url: first.url,
    status: response?.status ?? null,
    errorCode: error?.code ?? null,
    totalMs: totalMs(exchange, timings.totalMs),
    size: response?.body.size ?? null,
  };
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** What came before the final answer: `3 redirects`, `1 challenge`, both, or '' when nothing did. */
export function detourWords({ history }: Pick<Exchange, 'history'>): string {
  const redirects = history.filter(({ response }) => REDIRECTS.has(response.status)).length;
  const challenges = history.length - redirects;
  const words = [
    redirects > 0 ? formatCount(redirects, 'redirect') : '',
    challenges > 0 ? formatCount(challenges, 'challenge') : '',
  ];
  return words.filter(Boolean).join(', ');
}

/** How much came: `2.1 kB`, or of a WebSocket `5 messages, closed 1000`. */
export function sizeWords({ socket, response }: Pick<Exchange, 'socket' | 'response'>): string {
  if (!socket) return formatBytes(response?.body.size ?? 0);
  const { close, messages } = socket;
  const said = messages.filter(({ opcode }) => opcode === 'text' || opcode === 'binary').length;
  const closed = close
    ? `${close.by === 'server' ? 'the server closed' : 'closed'}${close.code === 1005 ? '' : ` ${String(close.code)}`}`
    : 'not closed';
  return `${formatCount(said, 'message')}, ${closed}`;
}

/** Milliseconds over all hops. */
export function totalMs({ history }: Pick<Exchange, 'history'>, last: number): number {
  return history.reduce((sum, hop) => sum + hop.timings.totalMs, last);
}
