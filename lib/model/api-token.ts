import { z } from 'zod';
import { Role } from './account';

/** What to make a token of: its role is at most that of whoever makes it. */
export const ApiTokenInput = z.strictObject({
  name: z.string().trim().min(1, 'Say what the token is for.').max(100),
  role: Role,
  /** days until it stops working; null: never */
  days: z.int().min(1).max(3650).nullable(),
});
export type ApiTokenInput = z.input<typeof ApiTokenInput>;

/** An API token as its workspace lists it; its text is told once, when it is made. */
export interface ApiToken {
  id: string;
  name: string;
  role: Role;
  /** who made it */
  madeBy: string;
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
}
