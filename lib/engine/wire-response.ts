import type { TlsInfo } from '@/lib/model/exchange';
import type { WireResponse } from './contract';
import type { Dialed } from './connect';
import type { RequestHead } from './request-head';
import { protocolFailure } from './wire-failure';
import type { WireOutcome } from './wire-exchange';

/**
 * What a finished exchange gives its caller. `dialed` is null on a reused connection; `started` is when the send began,
 * so that `elapsedMs` counts opening the connection, as requests does (R153).
 * @throws SendFailure when the exchange failed before its final headers
 */
export function wireResponse(
  outcome: WireOutcome,
  sent: RequestHead,
  dialed: Dialed | null,
  tls: TlsInfo | null,
  started: number,
): WireResponse {
  const { times, failure, reader, body, trailers } = outcome;
  const { head } = reader;
  if (!head || times.headed === null) throw failure ?? protocolFailure('The response had no head.');
  const sentAt = times.sent ?? times.headed;
  const firstByte = Math.max(times.firstByte ?? times.headed, sentAt);
  return {
    status: head.status,
    reason: head.reason,
    httpVersion: head.httpVersion,
    headers: head.headers,
    trailers,
    body,
    elapsedMs: times.headed - started,
    timings: {
      dnsMs: dialed && dialed.dnsMs,
      connectMs: dialed && dialed.connectMs,
      tlsMs: dialed && dialed.tlsMs,
      sendMs: sentAt - times.started,
      waitMs: firstByte - sentAt,
      receiveMs: Math.max(0, times.ended - firstByte),
      totalMs: times.ended - started,
    },
    tls,
    sentHeaders: sent.sentHeaders,
    headMarks: sent.marks,
    failure,
  };
}
