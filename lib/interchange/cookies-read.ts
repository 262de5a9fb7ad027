import type { CookieInput } from '@/lib/model/cookie';
import { readCookiesJson } from './cookies-json';
import { readCookiesTxt } from './cookies-netscape';

export type CookiesFormat = 'json' | 'netscape' | 'header';

/** Cookies that were read from a text, each with where it stood, and what was passed over. */
export interface ReadCookies {
  format: CookiesFormat;
  cookies: { cookie: CookieInput; where: string }[];
  warnings: string[];
}

/**
 * Reads cookies in whichever of three forms they come: JSON (ours, Playwright's storage state, the browser extensions'),
 * Netscape `cookies.txt` (curl, wget, yt-dlp), or a `Cookie:` header. `domain` is whose a header's cookies are.
 */
export function readCookies(text: string, domain: string): ReadCookies {
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) return { format: 'json', ...readCookiesJson(trimmed) };
  if (isCookiesTxt(trimmed)) return { format: 'netscape', ...readCookiesTxt(trimmed) };
  return { format: 'header', ...readCookieHeader(trimmed, domain) };
}

function isCookiesTxt(text: string): boolean {
  return (
    /^# (Netscape )?HTTP Cookie File/i.test(text) || text.split('\n').some((line) => /\t.*\t.*\t/.test(line))
  );
}

/** `a=1; b=2`, with or without `Cookie:` before it and over several lines. RFC 6265 §4.2.1. */
function readCookieHeader(text: string, domain: string): Omit<ReadCookies, 'format'> {
  const read: Omit<ReadCookies, 'format'> = { cookies: [], warnings: [] };
  const pairs = text
    .split('\n')
    .flatMap((line) => line.replace(/^\s*cookie:/i, '').split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '');
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals < 1) read.warnings.push(`“${pair.slice(0, 40)}” is no name=value.`);
    else
      read.cookies.push({
        where: pair.slice(0, equals),
        cookie: { name: pair.slice(0, equals).trim(), value: pair.slice(equals + 1), domain },
      });
  }
  return read;
}
