import 'server-only';
import * as jar from '@/lib/db/jar';
import { cookieFromInput } from '@/lib/engine/cookie-input';
import { AppError } from '@/lib/errors';
import { CookieInput, type Cookie, type CookieFilter, type CookieKey } from '@/lib/model/cookie';
import { mayEdit, type Member } from './member';
import { getSession } from './sessions';

/** The jar of a session, expired cookies left out. @throws AppError `not_found` */
export async function listCookies(
  member: Member,
  sessionId: string,
  filter: CookieFilter = {},
): Promise<Cookie[]> {
  await getSession(member, sessionId);
  return jar.listCookies(member.scope, sessionId, filter);
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
  const cookie = parseCookie(input, '');
  if (replaces && !sameKey(replaces, cookie)) await jar.deleteCookie(member.scope, sessionId, replaces);
  await jar.putCookies(member.scope, sessionId, [cookie]);
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
  await jar.replaceCookies(
    member.scope,
    sessionId,
    inputs.map((input, index) => parseCookie(input, `cookies.${index}.`)),
  );
  return jar.listCookies(member.scope, sessionId, {});
}

/** Deletes what the filter names; no filter empties the jar. Answers how many went. */
export async function deleteCookies(
  member: Member,
  sessionId: string,
  filter: CookieFilter,
): Promise<number> {
  mayEdit(member);
  await getSession(member, sessionId);
  return jar.deleteCookies(member.scope, sessionId, filter);
}

/** Deletes exactly one cookie; one that is gone already is no error. */
export async function deleteCookie(member: Member, sessionId: string, key: CookieKey): Promise<void> {
  mayEdit(member);
  await getSession(member, sessionId);
  await jar.deleteCookie(member.scope, sessionId, key);
}

function parseCookie(input: CookieInput, prefix: string): Cookie {
  const result = cookieFromInput(CookieInput.parse(input), Date.now());
  if ('cookie' in result) return result.cookie;
  const { field, message } = result.problem;
  throw new AppError('invalid_request', message, { errors: [{ path: `${prefix}${field}`, message }] });
}

function sameKey(a: CookieKey, b: CookieKey): boolean {
  return a.name === b.name && a.domain === b.domain && a.path === b.path && a.hostOnly === b.hostOnly;
}
