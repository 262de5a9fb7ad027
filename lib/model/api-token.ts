import { z } from 'zod';
import { Role } from './account';

/**
 * What a token may be used for, beside its role: `read` looks, `send` sends through sessions and runs sequences, `write`
 * makes, changes and deletes, `share` opens what the workspace has to others (links, sessions), `admin` does what only
 * owners and admins may.
 */
export const SCOPES = ['read', 'send', 'write', 'share', 'admin'] as const;
export const Scope = z.enum(SCOPES);
export type Scope = z.infer<typeof Scope>;

/** What to make a token of: its role is at most that of whoever makes it. */
export const ApiTokenInput = z.strictObject({
  name: z.string().trim().min(1, 'Say what the token is for.').max(100),
  role: Role,
  /** left out or null: all that its role may, now and in later versions */
  scopes: z.array(Scope).min(1, 'Choose what it may be used for.').nullable().default(null),
  /** days until it stops working; null: never */
  days: z.int().min(1).max(3650).nullable(),
});
export type ApiTokenInput = z.input<typeof ApiTokenInput>;

/** An API token as its workspace lists it; its text is told once, when it is made. */
export interface ApiToken {
  id: string;
  name: string;
  role: Role;
  /** null: all that its role may */
  scopes: Scope[] | null;
  /** who made it */
  madeBy: string;
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
}
