import type { Cookie } from '@/lib/model/cookie';
import { compareText } from './cookie-list';
import type { Refusal } from './cookie-parse';

/**
 * The cookies to drop so that at most `cap` stay: those without Secure first, then the least recently used
 * (RFC 6265bis §5.7, removal priorities 2 to 4; the expired ones are gone before).
 */
export function excess(cookies: readonly Cookie[], cap: number): Cookie[] {
  if (cookies.length <= cap) return [];
  return [...cookies].sort(compareForEviction).slice(0, cookies.length - cap);
}

/** Why those cookies go; `domain` null when it is the session that has too many. */
export function crowdedOut(domain: string | null, cap: number): Refusal {
  const whose = domain === null ? 'the session' : domain || 'every host';
  const reason = `${whose} has over ${cap} cookies: those without Secure go first, then those unused longest`;
  return { reason, rule: 'RFC 6265bis §5.7' };
}

function compareForEviction(a: Cookie, b: Cookie): number {
  return (
    Number(a.secure) - Number(b.secure) ||
    compareText(a.lastAccessedAt, b.lastAccessedAt) ||
    compareText(a.createdAt, b.createdAt)
  );
}
