import 'server-only';
import { cookies, headers } from 'next/headers';
import { getDatabase } from '@/lib/db/database';
import { newId } from '@/lib/db/ids';
import { openScope, readBy } from '@/lib/db/scope';
import { findToken } from '@/lib/db/tokens';
import { findLogin, type FoundLogin } from '@/lib/db/logins';
import { openGuestWorkspace } from '@/lib/db/workspaces';
import { AppError } from '@/lib/errors';
import type { Scope } from '@/lib/model/api-token';
import type { SignedIn, Visitor } from '@/lib/services/accounts';
import type { Member } from '@/lib/services/member';
import { publicOrigin } from '@/lib/services/public-origin';
import { makeHome } from '@/lib/services/workspaces';
import { addressOf, type LinkVisitor } from '@/lib/services/link-visitor';

export const GUEST_COOKIE = 'playjar_guest';
/** Of a browser in which someone is signed in. A new one at each sign-in, so that none can be planted beforehand. */
const LOGIN_COOKIE = 'playjar_login';
/** Of a browser that is at the provider's page. */
export const OIDC_COOKIE = 'playjar_oidc';
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The value of a guest cookie for a workspace yet to be made, signed. `ownCookieOptions` gives its attributes. */
export async function newGuestCookie(): Promise<string> {
  const { keyring } = await getDatabase();
  return keyring.sign('guest', newId());
}

/** Whether a guest cookie was signed by us; one that was not (the key is another now) is replaced, not kept for ever. */
export async function isGuestCookie(value: string | undefined): Promise<boolean> {
  if (!value) return false;
  const { keyring } = await getDatabase();
  return keyring.verify('guest', value) !== null;
}

/** Attributes of every cookie of ours, for a year; `secure` when the page itself came over https. */
export function ownCookieOptions(secure: boolean) {
  return { httpOnly: true, sameSite: 'lax' as const, path: '/', maxAge: YEAR_SECONDS, secure };
}

/**
 * The guest of the workspace that a signed cookie names, made on first use.
 * @returns null when the cookie is absent or was not signed by us
 */
async function guestFrom(value: string | undefined): Promise<Member | null> {
  if (!value) return null;
  const db = await getDatabase();
  const workspaceId = db.keyring.verify('guest', value);
  if (workspaceId === null) return null;
  const scope = await openGuestWorkspace(db, workspaceId);
  return scope && { workspaceId, userId: null, role: 'owner', via: 'guest', scope };
}

/** The member behind a page or a server action, or null for one who has no cookie (yet). */
async function findMember(): Promise<Member | null> {
  const login = await foundLogin();
  if (login) return memberOfLogin(login);
  return guestFrom((await cookies()).get(GUEST_COOKIE)?.value);
}

async function memberOfLogin({ account, workspaceId, role }: FoundLogin): Promise<Member | null> {
  const db = await getDatabase();
  const home = workspaceId ?? (await makeHome(account.id, account.name));
  const scope = await openScope(db, home);
  const { id: userId, name } = account;
  if (!scope) return null;
  const asked = { workspaceId: home, userId, role: role ?? 'owner', scope: readBy(scope, userId) } as const;
  const token = await loginToken();
  const holds = async () => token !== undefined && (await findLogin(db, token))?.account.id === userId;
  return { ...asked, via: 'login', name, holds };
}

async function loginToken(): Promise<string | undefined> {
  return (await cookies()).get(LOGIN_COOKIE)?.value;
}

async function foundLogin(): Promise<FoundLogin | null> {
  const token = await loginToken();
  return token ? findLogin(await getDatabase(), token) : null;
}

/** Who is signed in in this browser, or null for a guest. */
export async function findSignedIn(): Promise<SignedIn | null> {
  const login = await foundLogin();
  return login && { loginId: login.id, account: login.account };
}

/** Who is signed in in this browser. @throws AppError `unauthorized` */
export async function currentSignedIn(): Promise<SignedIn> {
  const signedIn = await findSignedIn();
  if (signedIn) return signedIn;
  throw new AppError('unauthorized', 'You are not signed in (any more). Sign in and try again.');
}

/** The browser of someone who signs up or in. */
export async function currentVisitor(): Promise<Visitor> {
  const { keyring } = await getDatabase();
  const guest = (await cookies()).get(GUEST_COOKIE)?.value;
  return {
    device: (await headers()).get('user-agent') ?? 'unknown browser',
    guestWorkspaceId: guest === undefined ? null : keyring.verify('guest', guest),
  };
}

/** Makes the browser keep a login. Its guest cookie is replaced: what it named is in the account now. */
export async function keepLogin(token: string): Promise<void> {
  const secure = publicOrigin(await headers()).startsWith('https:');
  const jar = await cookies();
  jar.set(LOGIN_COOKIE, token, ownCookieOptions(secure));
  jar.set(GUEST_COOKIE, await newGuestCookie(), ownCookieOptions(secure));
}

/** Makes the browser keep what proves that it began a sign-in at the provider; for as long as that stands. */
export async function keepOidcBrowser(value: string): Promise<void> {
  const secure = publicOrigin(await headers()).startsWith('https:');
  const tenMinutes = { ...ownCookieOptions(secure), maxAge: 600 };
  (await cookies()).set(OIDC_COOKIE, value, tenMinutes);
}

/** Makes the browser forget its login; it goes on as a guest. */
export async function forgetLogin(): Promise<void> {
  (await cookies()).delete(LOGIN_COOKIE);
}

/** The member behind a page or a server action. @throws AppError `unauthorized` when the browser keeps no cookies */
export async function currentMember(): Promise<Member> {
  const member = await findMember();
  if (member) return member;
  throw new AppError(
    'unauthorized',
    'Your browser did not send the cookie of your workspace. Allow cookies for this site and reload.',
  );
}

/**
 * The member behind a server action; one who has no workspace yet is given one, as by a first page. Only for what a
 * person asks for by a click.
 */
export async function currentOrNewMember(): Promise<Member> {
  const known = await findMember();
  if (known) return known;
  const value = await newGuestCookie();
  const secure = publicOrigin(await headers()).startsWith('https:');
  (await cookies()).set(GUEST_COOKIE, value, ownCookieOptions(secure));
  const member = await guestFrom(value);
  if (!member) throw new AppError('internal', 'No workspace could be made. Try again.');
  return member;
}

/**
 * The member behind an API request: `Authorization: Bearer <API token>`. Here alone it is seen to that a token is used
 * for nothing but what it was made for.
 * @param needed what the call is; known before anything that it names is looked for
 * @throws AppError `unauthorized`, `forbidden`
 */
export async function memberOfToken(
  request: { headers: Pick<Headers, 'get'> },
  needed: Scope,
): Promise<Member> {
  const match = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '');
  const db = await getDatabase();
  const token = match?.[1] ? await findToken(db, match[1]) : null;
  const scope = token && (await openScope(db, token.workspaceId));
  if (!scope) {
    throw new AppError(
      'unauthorized',
      'Send "Authorization: Bearer TOKEN" with a valid API token. `npm run token` makes one.',
    );
  }
  const { workspaceId, userId, role, scopes, name } = token;
  if (scopes !== null && !scopes.includes(needed)) throw notFor(scopes, needed);
  const secret = match?.[1] ?? '';
  const holds = async () => (await findToken(db, secret))?.role === role;
  return { workspaceId, userId, role, via: 'token', scope: readBy(scope, userId), name, holds };
}

function notFor(scopes: readonly Scope[], needed: Scope): AppError {
  const message = `This needs a token with the scope “${needed}”; yours has ${scopes.join(', ') || 'none'}. Make another one for it.`;
  return new AppError('forbidden', message, { neededScope: needed });
}

/** Where a caller of the API puts the password of a link: addresses are written down on their way. */
const PASSWORD_HEADER = 'x-share-password';

/**
 * Who asks the API about a shared link: anyone, or a member who brings a token.
 * @throws AppError `unauthorized` for a token that is not valid, `forbidden` for one that is not for what is asked
 */
export async function visitorOf(request: Request, needed: Scope): Promise<LinkVisitor> {
  return {
    address: addressOf(request.headers),
    member: request.headers.has('authorization') ? await memberOfToken(request, needed) : null,
    password: request.headers.get(PASSWORD_HEADER) ?? undefined,
  };
}

/** Who looks at a shared link in a browser: anyone, or a member by their cookie. */
export async function pageVisitor(): Promise<LinkVisitor> {
  return { address: addressOf(await headers()), member: await findMember() };
}
