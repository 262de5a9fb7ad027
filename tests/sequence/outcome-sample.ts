import type { Cookie } from '@/lib/model/cookie';
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
  const headers: [string, string][] = [
    ['X-A', '1'],
    ['x-a', '2'],
  ];
  return new Outcome({ status: 200, headers, elapsedMs: 3 }, () => text, [cookie]);
}
