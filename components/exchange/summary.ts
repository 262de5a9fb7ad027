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

/** Milliseconds over all hops. */
export function totalMs({ history }: Pick<Exchange, 'history'>, last: number): number {
  return history.reduce((sum, hop) => sum + hop.timings.totalMs, last);
}
