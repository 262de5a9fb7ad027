import type { Cookie } from '@/lib/model/cookie';
import type { Exchange } from '@/lib/model/exchange';
import { Outcome } from '@/lib/sequence/outcome';

export const cookie: Cookie = {
  name: 'sid',
  value: '42',
  domain: 'h',
  path: '/',
  expires: null,
  maxAge: null,
  secure: false,
  httpOnly: true,
  sameSite: null,
  hostOnly: true,
  partitioned: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  lastAccessedAt: '2026-01-01T00:00:00.000Z',
};
/** What a step left behind that was answered 200 with this body and has the one cookie in its jar. */
export function outcome(text: string): Outcome {
  const body = { size: text.length, truncated: false };
  const exchange: Exchange = {
    id: 'e',
    sessionId: 's',
    startedAt: '2026-01-01T00:00:00.000Z',
    request: { method: 'GET', url: 'http://h/', headers: [], body: { size: 0 } },
    response: {
      status: 200,
      reason: 'OK',
      httpVersion: '1.1',
      url: 'http://h/',
      headers: [
        ['X-A', '1'],
        ['x-a', '2'],
      ],
      encoding: 'utf-8',
      body,
      elapsedMs: 3,
    },
    history: [],
    cookies: { sent: [], withheld: [], stored: [], rejected: [], removed: [] },
    timings: {
      dnsMs: null,
      connectMs: null,
      tlsMs: null,
      sendMs: null,
      waitMs: null,
      receiveMs: null,
      totalMs: 12.4,
    },
    tls: null,
    error: null,
  };
  return new Outcome(exchange, () => text, [cookie]);
}
