import type { Cookie } from '@/lib/model/cookie';
import { writeCookiesJson } from './cookies-json';
import { writeCookiesTxt } from './cookies-netscape';
import type { CookiesFormat } from './cookies-read';

/** Cookies as a file: JSON and `cookies.txt` keep their attributes, a `Cookie:` header has names and values alone. */
export function writeCookies(cookies: readonly Cookie[], format: CookiesFormat): string {
  if (format === 'json') return writeCookiesJson(cookies);
  if (format === 'netscape') return writeCookiesTxt(cookies);
  return `Cookie: ${cookies.map(({ name, value }) => `${name}=${value}`).join('; ')}\n`;
}
