import { Jar } from '@/lib/engine/cookies';
import { cookieHeader } from '@/lib/engine/ledger';
import type { Cookie } from '@/lib/model/cookie';

export const NOW = Date.parse('2030-01-01T12:00:00.000Z');
const LIMITS = { cookiesPerHost: 180, cookiesPerSession: 3000 };

/** A jar over given cookies, whatever the host, with a clock that a test moves; no host is loaded twice. */
export function jarOf(cookies: readonly Cookie[] = [], limits: Partial<typeof LIMITS> = {}) {
  const clock = { now: NOW };
  const loads: string[] = [];
  const load = async (host: string): Promise<readonly Cookie[]> => {
    loads.push(host);
    return cookies;
  };
  const jar = new Jar(load, { limits: { ...LIMITS, ...limits }, now: () => clock.now });
  const header = async (url: string): Promise<string> => cookieHeader((await jar.cookiesFor(url)).sent);
  return { jar, clock, loads, header };
}

/** A stored cookie with only what a test is about. */
export function cookie(part: Partial<Cookie>): Cookie {
  return {
    name: 'sid',
    value: '1',
    domain: 'shop.test',
    path: '/',
    expires: null,
    maxAge: null,
    secure: false,
    httpOnly: false,
    sameSite: null,
    hostOnly: true,
    partitioned: false,
    createdAt: '2030-01-01T11:59:30.000Z',
    lastAccessedAt: '2030-01-01T11:59:30.000Z',
    ...part,
  };
}
