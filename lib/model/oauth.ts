import { z } from 'zod';
import { OAuth2 } from './auth';

/** A token that an OAuth 2 server gave, as a session keeps it. Times are milliseconds since 1970. */
export const OAuthToken = z.strictObject({
  accessToken: z.string(),
  refreshToken: z.string().nullable(),
  /** null: the server did not say */
  goodUntil: z.number().nullable(),
  /** a hash of the secrets it was asked for with: with others it is another's */
  proof: z.string(),
});
export type OAuthToken = z.infer<typeof OAuthToken>;

/** A sign-in that is at its provider's page: what the code it brings back is exchanged with. */
export const SignIn = z.strictObject({
  auth: OAuth2,
  verifier: z.string(),
  redirectUri: z.string(),
});
export type SignIn = z.infer<typeof SignIn>;

/** What a sign-in is begun with; without `auth` it is the session's own. */
export const SignInStart = z.strictObject({
  auth: OAuth2.exactOptional(),
  variables: z.record(z.string(), z.string()).exactOptional(),
  /** where the provider sends the person back to; left out: a page of Playjar's own */
  redirectUri: z.url().exactOptional(),
});
export type SignInStart = z.infer<typeof SignInStart>;

/** The address at which a person signs in, and until when. */
export interface SignInBegun {
  url: string;
  redirectUri: string;
  expiresAt: string;
}

/** What a session holds for some OAuth 2 settings. */
export interface TokenState {
  held: boolean;
  /** when it must be renewed; null: nobody knows */
  goodUntil: string | null;
  /** whether it can be renewed without asking anyone */
  renews: boolean;
}
