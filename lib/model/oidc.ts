import { z } from 'zod';

/** Why a sign-in through the provider came to nothing, as the address of the page it ends on names it. */
export type OidcProblem = 'unknown' | 'refused' | 'failed' | 'unverified' | 'taken' | 'invited' | 'connected';

/** A sign-in that is at the provider's page. */
export const OidcAttempt = z.strictObject({
  verifier: z.string(),
  nonce: z.string(),
  /** SHA-256 of what the browser that began it keeps */
  browser: z.string(),
  /** a path of ours to go on to */
  next: z.string(),
  invitation: z.string().nullable(),
  /** the account to connect, for one that is signed in */
  connectTo: z.string().nullable(),
});
export type OidcAttempt = z.infer<typeof OidcAttempt>;

/** Who someone is, as the provider vouches. */
export interface OidcPerson {
  issuer: string;
  subject: string;
  name: string | null;
  /** in lower case; null unless the provider says that it is proven to be theirs */
  verifiedEmail: string | null;
}

/** A provider's person that is connected to one's account. */
export interface Identity {
  id: string;
  issuer: string;
  createdAt: string;
  lastUsedAt: string | null;
}
