import 'server-only';
import { z } from 'zod';

/** The one OpenID provider at which people of this installation may sign in. */
export interface OidcSettings {
  issuer: string;
  clientId: string;
  /** undefined: a public client, proven by PKCE alone */
  clientSecret: string | undefined;
  /** what people call it */
  name: string;
  /** whose verified emails may make an account without an invitation, in lower case */
  domains: readonly string[];
}

/** As the provider spells it: it is compared with what the provider says of itself (OpenID Connect Discovery §4.3). */
const Issuer = z
  .url({ error: 'must be the issuer URL, for example https://login.example.com' })
  .refine((text) => {
    const { protocol, search, hash } = new URL(text);
    return protocol === 'https:' && search === '' && hash === '';
  }, 'must be https, without query or fragment');

export const OIDC_VARIABLES = {
  PLAYJAR_OIDC_ISSUER: Issuer.optional(),
  PLAYJAR_OIDC_CLIENT_ID: z.string().min(1).optional(),
  PLAYJAR_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  PLAYJAR_OIDC_NAME: z.string().trim().min(1).max(40).optional(),
  PLAYJAR_OIDC_DOMAINS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .toLowerCase()
        .split(',')
        .map((entry) => entry.trim().replace(/^@/, ''))
        .filter((entry) => entry !== ''),
    ),
};

type Given = z.output<z.ZodObject<typeof OIDC_VARIABLES>>;

/** Null when none is named. @throws Error when the client's id is missing */
export function oidcSettings(given: Given): OidcSettings | null {
  const issuer = given.PLAYJAR_OIDC_ISSUER;
  if (issuer === undefined) return null;
  const clientId = given.PLAYJAR_OIDC_CLIENT_ID;
  if (clientId === undefined)
    throw new Error('The environment is not right:\n  PLAYJAR_OIDC_CLIENT_ID: is needed with an issuer');
  return {
    issuer,
    clientId,
    clientSecret: given.PLAYJAR_OIDC_CLIENT_SECRET,
    name: given.PLAYJAR_OIDC_NAME ?? new URL(issuer).hostname,
    domains: given.PLAYJAR_OIDC_DOMAINS,
  };
}
