import type { Cookie, CookieInput, CookieKey } from '@/lib/model/cookie';

/** A cookie as its form holds it. `expires` is local time as `datetime-local` wants it; empty: until the session ends. */
export interface CookieDraft {
  name: string;
  value: string;
  domain: string;
  path: string;
  expires: string;
  secure: boolean;
  httpOnly: boolean;
  sameSite: '' | 'strict' | 'lax' | 'none';
  hostOnly: boolean;
  partitioned: boolean;
}

export const NEW_COOKIE: CookieDraft = {
  name: '',
  value: '',
  domain: '',
  path: '/',
  expires: '',
  secure: false,
  httpOnly: false,
  sameSite: '',
  hostOnly: false,
  partitioned: false,
};

export function draftOfCookie(cookie: Cookie): CookieDraft {
  const { name, value, domain, path, secure, httpOnly, hostOnly, partitioned } = cookie;
  return {
    ...{ name, value, domain, path, secure, httpOnly, hostOnly, partitioned },
    expires: cookie.expires ? localTime(new Date(cookie.expires)) : '',
    sameSite: cookie.sameSite ?? '',
  };
}

function localTime(date: Date): string {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

export function inputOf(draft: CookieDraft): CookieInput {
  const { name, value, path, secure, httpOnly, hostOnly, partitioned } = draft;
  return {
    ...{ name: name.trim(), value, path, secure, httpOnly, hostOnly, partitioned },
    domain: draft.domain.trim(),
    expires: draft.expires ? new Date(draft.expires).toISOString() : null,
    sameSite: draft.sameSite || null,
  };
}

export function keyOf({ domain, hostOnly, path, name }: Cookie): CookieKey {
  return { domain, hostOnly, path, name };
}

/** Cookies by domain, domains in order; the ones for every host come first. */
export function byDomain(cookies: readonly Cookie[]): [string, Cookie[]][] {
  const groups = new Map<string, Cookie[]>();
  for (const cookie of cookies) groups.set(cookie.domain, [...(groups.get(cookie.domain) ?? []), cookie]);
  return [...groups].sort(([a], [b]) => a.localeCompare(b));
}
