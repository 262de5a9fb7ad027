'use server';

import { z } from 'zod';
import { CookieFilter, CookieInput, CookieKey } from '@/lib/model/cookie';
import * as cookies from '@/lib/services/cookies';
import { action } from './action';

export const listCookies = action(z.tuple([z.string()]), (member, sessionId) =>
  cookies.listCookies(member, sessionId),
);

export const putCookie = action(
  z.tuple([z.string(), CookieInput, CookieKey.optional()]),
  async (member, sessionId, cookie, replaces) => {
    await cookies.putCookie(member, sessionId, cookie, replaces);
    return cookies.listCookies(member, sessionId);
  },
);

export const deleteCookie = action(z.tuple([z.string(), CookieKey]), async (member, sessionId, key) => {
  await cookies.deleteCookie(member, sessionId, key);
  return cookies.listCookies(member, sessionId);
});

export const deleteCookies = action(
  z.tuple([z.string(), CookieFilter]),
  async (member, sessionId, filter) => {
    await cookies.deleteCookies(member, sessionId, filter);
    return cookies.listCookies(member, sessionId);
  },
);
