import 'server-only';
import * as jar from '@/lib/db/jar';
import { CookieFault, cookieFromInput } from '@/lib/engine/cookie-input';
import { AppError } from '@/lib/errors';
import { readCookies, type CookiesFormat } from '@/lib/interchange/cookies-read';
import { writeCookies } from '@/lib/interchange/cookies-write';
import { Masker } from '@/lib/sequence/masked';
import type { CookieInput, Cookie, CookieFilter, CookieKey } from '@/lib/model/cookie';
import { noteNow } from './audit';
import { tell } from './changes';
import { mayEdit, type Member } from './member';
import { getSession } from './sessions';
import { onlyViews } from './viewer';

/** The jar of a session, expired cookies left out; to a viewer the values are dots. @throws AppError `not_found` */
export async function listCookies(
  member: Member,
  sessionId: string,
  filter: CookieFilter = {},
): Promise<Cookie[]> {
  await getSession(member, sessionId);
  const found = await jar.listCookies(member.scope, sessionId, filter);
  return onlyViews(member) ? new Masker().cookies(found) : found;
}

/**
 * Adds one cookie, or replaces the one of the same key. `replaces` names the cookie that was being edited, so that
 * a changed name, domain or path moves it rather than doubling it.
 * @throws AppError `not_found`; `invalid_request` when no server could have set such a cookie
 */
export async function putCookie(
  member: Member,
  sessionId: string,
  input: CookieInput,
  replaces?: CookieKey,
): Promise<Cookie> {
  mayEdit(member);
  await getSession(member, sessionId);
  const cookie = parseCookie(input, Date.now());
  const moved = replaces && !sameKey(replaces, cookie) ? [replaces] : [];
  await jar.putCookies(member.scope, sessionId, [cookie], moved);
  await tell(member, 'session', { subjectId: sessionId, sessionId });
  return cookie;
}

/** Replaces the whole jar. @throws AppError as `putCookie`, before anything is changed */
export async function replaceCookies(
  member: Member,
  sessionId: string,
  inputs: CookieInput[],
): Promise<Cookie[]> {
  mayEdit(member);
  await getSession(member, sessionId);
  const now = Date.now();
  // Each a millisecond younger than the one before, so that the order given is kept (R118).
  const cookies = inputs.map((input, index) => parseCookie(input, now + index, `cookies.${index}.`));
  await jar.replaceCookies(member.scope, sessionId, cookies);
  await tell(member, 'session', { subjectId: sessionId, sessionId });
  return jar.listCookies(member.scope, sessionId, {});
}

/**
 * Adds the cookies of a text to a jar: JSON, `cookies.txt` or a `Cookie:` header, whose cookies are `domain`'s. What no
 * jar may hold is passed over and told.
 * @throws AppError `invalid_request` when there is no cookie in it
 */
export async function importCookies(
  member: Member,
  sessionId: string,
  { text, domain }: { text: string; domain: string },
): Promise<{ format: CookiesFormat; added: number; warnings: string[] }> {
  mayEdit(member);
  await getSession(member, sessionId);
  const { format, cookies, warnings } = readCookies(text, domain);
  const now = Date.now();
  const good = cookies.flatMap(({ cookie, where }, index) => {
    try {
      return cookieFromInput(cookie, now + index);
    } catch (error) {
      warnings.push(`${where}: ${error instanceof CookieFault ? error.message : 'it cannot be read.'}`);
      return [];
    }
  });
  if (good.length === 0) {
    const message = warnings[0] ?? 'There is no cookie in this text.';
    throw new AppError('invalid_request', message, { errors: [{ path: 'text', message }] });
  }
  await jar.putCookies(member.scope, sessionId, good);
  await tell(member, 'session', { subjectId: sessionId, sessionId });
  return { format, added: good.length, warnings };
}

/** The jar as a text to keep or take elsewhere. @throws AppError `not_found`; `forbidden` for a viewer */
export async function exportCookies(
  member: Member,
  sessionId: string,
  format: CookiesFormat,
): Promise<string> {
  mayEdit(member);
  const cookies = await listCookies(member, sessionId);
  await noteNow(member, 'cookies.exported', { sessionId, detail: format });
  return writeCookies(cookies, format);
}

/** Deletes what the filter names; no filter empties the jar. Answers how many went. */
export async function deleteCookies(
  member: Member,
  sessionId: string,
  filter: CookieFilter,
): Promise<number> {
  mayEdit(member);
  await getSession(member, sessionId);
  const count = await jar.deleteCookies(member.scope, sessionId, filter);
  await tell(member, 'session', { subjectId: sessionId, sessionId });
  return count;
}

/** Deletes exactly one cookie; one that is gone already is no error. */
export async function deleteCookie(member: Member, sessionId: string, key: CookieKey): Promise<void> {
  mayEdit(member);
  await getSession(member, sessionId);
  await jar.deleteCookie(member.scope, sessionId, key);
  await tell(member, 'session', { subjectId: sessionId, sessionId });
}

/** @throws AppError `invalid_request` that names the field at fault */
function parseCookie(input: CookieInput, now: number, prefix = ''): Cookie {
  try {
    return cookieFromInput(input, now);
  } catch (error) {
    if (!(error instanceof CookieFault)) throw error;
    const errors = [{ path: `${prefix}${error.field}`, message: error.message }];
    throw new AppError('invalid_request', error.message, { errors });
  }
}

function sameKey(a: CookieKey, b: CookieKey): boolean {
  return a.name === b.name && a.domain === b.domain && a.path === b.path && a.hostOnly === b.hostOnly;
}
