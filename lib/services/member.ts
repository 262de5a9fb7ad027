import 'server-only';
import type { Scope } from '@/lib/db/scope';
import { AppError } from '@/lib/errors';

export type Role = 'owner' | 'admin' | 'editor' | 'viewer';

/** Who asks, and the one workspace they ask about. Made by a door (`lib/auth.ts`), never by a verb. */
export interface Member {
  workspaceId: string;
  userId: string | null;
  role: Role;
  /** how they proved it: the guest cookie, an API token, or a replay's own workspace */
  via: 'guest' | 'token' | 'replay';
  scope: Scope;
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
