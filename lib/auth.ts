import 'server-only';
import { cookies } from 'next/headers';
import { getDatabase } from '@/lib/db/database';
import { newId } from '@/lib/db/ids';
import { openScope } from '@/lib/db/scope';
import { findToken } from '@/lib/db/tokens';
import { ensureGuestWorkspace } from '@/lib/db/workspaces';
import { AppError } from '@/lib/errors';
import type { Member } from '@/lib/services/member';

export const GUEST_COOKIE = 'playjar_guest';
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** A guest cookie for a workspace yet to be made: the value, and the attributes it is set with. */
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

/** Attributes of the guest cookie; `secure` when the page itself came over https. */
export function guestCookieOptions(secure: boolean) {
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
  await ensureGuestWorkspace(db, workspaceId);
  const scope = await openScope(db, workspaceId);
  return scope && { workspaceId, userId: null, role: 'owner', via: 'guest', scope };
}

/** The member behind a page or a server action, or null for one who has no cookie (yet). */
export async function findMember(): Promise<Member | null> {
  const jar = await cookies();
  return guestFrom(jar.get(GUEST_COOKIE)?.value);
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

/** The member behind an API request: `Authorization: Bearer <API token>`. @throws AppError `unauthorized` */
export async function memberOfToken(request: Request): Promise<Member> {
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
  return { workspaceId: token.workspaceId, userId: token.userId, role: token.role, via: 'token', scope };
}
