import { z } from 'zod';

export const ROLES = ['owner', 'admin', 'editor', 'viewer'] as const;
/** What a member may do in a workspace; each role may do all that the later ones may. */
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;
/** Roles that can be given; a workspace is handed over, not shared out. */
export const GivenRole = z.enum(['admin', 'editor', 'viewer']);
export type GivenRole = z.infer<typeof GivenRole>;

const MOST_PASSWORD = 256;

export const PersonName = z
  .string()
  .trim()
  .min(1, 'Say what others shall call you.')
  .max(100, 'At most 100 characters.');
const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'At most 254 characters.')
  .pipe(z.email('This is not an email address, for example ada@example.com.'));
/** Length alone is asked for (NIST SP 800-63B §3.1.1.2): rules of composition make passwords worse. */
const NewPassword = z
  .string()
  .min(12, 'At least 12 characters.')
  .max(MOST_PASSWORD, `At most ${MOST_PASSWORD} characters.`);
export const WorkspaceName = z
  .string()
  .trim()
  .min(1, 'A workspace needs a name.')
  .max(100, 'At most 100 characters.');

export const SignUpInput = z.strictObject({
  name: PersonName,
  email: Email,
  password: NewPassword,
  /** token of the link that was followed */
  invitation: z.string().max(100).optional(),
});
export type SignUpInput = z.input<typeof SignUpInput>;

export const SignInInput = z.strictObject({
  email: Email,
  password: z
    .string()
    .min(1, 'Type your password.')
    .max(MOST_PASSWORD, `At most ${MOST_PASSWORD} characters.`),
});
export type SignInInput = z.input<typeof SignInInput>;

export const PasswordChange = z.strictObject({
  current: z
    .string()
    .min(1, 'Type the password you have now.')
    .max(MOST_PASSWORD, `At most ${MOST_PASSWORD} characters.`),
  next: NewPassword,
});
export type PasswordChange = z.input<typeof PasswordChange>;

/** A person with an account, as they see themselves. */
export interface Account {
  id: string;
  name: string;
  email: string;
}

/** A browser in which one is signed in. */
export interface Login {
  id: string;
  /** what the browser calls itself (User-Agent) */
  device: string;
  createdAt: string;
  lastSeenAt: string;
  /** the one that asks */
  current: boolean;
}

/** A workspace one is a member of. */
export interface Membership {
  workspaceId: string;
  name: string;
  role: Role;
}

/** A member as the others see them. */
export interface Colleague {
  userId: string;
  name: string;
  /** null for whoever runs the server and has made no account */
  email: string | null;
  role: Role;
  joinedAt: string;
}

/** A link that makes one person a member. Its token is told once, when it is made. */
export interface Invitation {
  id: string;
  role: GivenRole;
  invitedBy: string;
  createdAt: string;
  expiresAt: string;
}
