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

/** Puts a whole jar in the place of what is there: what Undo does, of a jar as large as any may be (`cookiesPerSession`). */
export const replaceCookies = action(
  z.tuple([z.string(), z.array(CookieInput).max(20_000)]),
  cookies.replaceCookies,
);

const Imported = z.strictObject({ text: z.string().max(2_000_000), domain: z.string().trim().max(255) });
export const importCookies = action(z.tuple([z.string(), Imported]), async (member, sessionId, input) => ({
  ...(await cookies.importCookies(member, sessionId, input)),
  cookies: await cookies.listCookies(member, sessionId),
}));

export const exportCookies = action(
  z.tuple([z.string(), z.enum(['json', 'netscape', 'header'])]),
  cookies.exportCookies,
);
