import type { Cookie } from '@/lib/model/cookie';
import type { CookieChange } from '@/lib/model/exchange';

const ATTRIBUTES: readonly CookieChange[] = [
  'value',
  'expires',
  'secure',
  'httpOnly',
  'sameSite',
  'partitioned',
];

/** What of a cookie is not as it was in the one it replaced. */
export function changesOf(old: Cookie, cookie: Cookie): CookieChange[] {
  return ATTRIBUTES.filter((name) => old[name] !== cookie[name]);
}
