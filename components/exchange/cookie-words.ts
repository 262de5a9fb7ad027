import type { Cookie } from '@/lib/model/cookie';
import type { CookieChange } from '@/lib/model/exchange';

/** What of a cookie can change, as its Set-Cookie line calls it. */
export const CHANGE_WORDS: Readonly<Record<CookieChange, string>> = {
  value: 'value',
  expires: 'expiry',
  secure: 'Secure',
  httpOnly: 'HttpOnly',
  sameSite: 'SameSite',
  partitioned: 'Partitioned',
};

/** The attributes of a stored cookie as its Set-Cookie line would say them: `SameSite=Lax`, not `lax`. */
export function attributesOf(cookie: Cookie): string[] {
  const { sameSite } = cookie;
  const words = [
    cookie.httpOnly && 'HttpOnly',
    cookie.secure && 'Secure',
    sameSite && `SameSite=${sameSite.charAt(0).toUpperCase()}${sameSite.slice(1)}`,
    cookie.partitioned && 'Partitioned',
    cookie.hostOnly && 'host-only',
  ];
  return words.filter((word) => typeof word === 'string');
}
