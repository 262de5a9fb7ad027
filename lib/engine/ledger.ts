import type { Cookie } from '@/lib/model/cookie';
import type { Ledger, SentCookie } from '@/lib/model/exchange';
import type { Sending, Storing } from './cookies';

/** The Cookie header's value, in the order given; '' when there is nothing to send, and then no header is sent. */
export function cookieHeader(cookies: readonly Pick<Cookie, 'name' | 'value'>[]): string {
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** One hop's ledger from what the jar decided before and after it; a part left out did not happen. */
export function ledgerOf(sending: Partial<Sending>, storing: Partial<Storing>): Ledger {
  return {
    sent: (sending.sent ?? []).map((cookie) => sentCookie(cookie, sending.own)),
    withheld: sending.withheld ?? [],
    stored: storing.stored ?? [],
    rejected: storing.rejected ?? [],
    removed: storing.removed ?? [],
  };
}

/** A cookie as the ledger lists it among the sent. The request's own keep the jar's of their name back, so a name is enough. */
function sentCookie({ name, value, domain, path }: Cookie, own: Sending['own']): SentCookie {
  return { name, value, domain, path, from: own && Object.hasOwn(own, name) ? 'request' : 'session' };
}
