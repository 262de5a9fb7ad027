import type { Cookie } from '@/lib/model/cookie';
import { compareText } from './cookie-list';

/**
 * The cookies to drop so that at most `cap` stay: those without Secure first, then the least recently used
 * (RFC 6265bis §5.7, removal priorities 2 to 4; the expired ones are gone before).
 */
export function excess(cookies: readonly Cookie[], cap: number): Cookie[] {
  if (cookies.length <= cap) return [];
  return [...cookies].sort(compareForEviction).slice(0, cookies.length - cap);
}

function compareForEviction(a: Cookie, b: Cookie): number {
  return (
    Number(a.secure) - Number(b.secure) ||
    compareText(a.lastAccessedAt, b.lastAccessedAt) ||
    compareText(a.createdAt, b.createdAt)
  );
}
