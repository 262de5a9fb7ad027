import 'server-only';
import type { Scope } from '@/lib/db/scope';
import { AppError } from '@/lib/errors';
import { ROLES, type Role } from '@/lib/model/account';

/** Who asks, and the one workspace they ask about. Made by a door (`lib/auth.ts`), never by a verb. */
export interface Member {
  workspaceId: string;
  userId: string | null;
  role: Role;
  /** how they proved it: the guest cookie, the cookie of an account, an API token, or a replay's own workspace */
  via: 'guest' | 'login' | 'token' | 'replay';
  scope: Scope;
  /** of the account, or of the token */
  name?: string;
  /** whether what they proved it by still holds: a login that was not ended, a token that was not revoked */
  holds?: () => Promise<boolean>;
}

/** Who sent something, as others of the workspace know them; null for a stranger's replay, which is nobody's. */
export function senderOf({ via, name = '' }: Member): string | null {
  if (via === 'replay') return null;
  if (via === 'login') return name;
  return via === 'guest' ? 'guest' : `token ${name}`.trim();
}

/** Whether a role may do what `least` may. */
export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) <= ROLES.indexOf(least);
}

/**
 * Stops those who may not say who else is in the workspace and what they may do.
 * @throws AppError `forbidden`
 */
export function mayAdmin(member: Member): void {
  if (isAtLeast(member.role, 'admin')) return;
  throw new AppError(
    'forbidden',
    'Only the owner and admins of this workspace may do that. Ask one of them.',
  );
}

/**
 * Stops a viewer from changing anything.
 * @throws AppError `forbidden`
 */
export function mayEdit(member: Member): void {
  if (member.role === 'viewer') {
    throw new AppError(
      'forbidden',
      'A viewer can look but not send or change. Ask an owner for the editor role.',
    );
  }
}
