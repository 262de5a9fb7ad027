import { z } from 'zod';

/** AWS Signature Version 4. Without region and service they are told from the host, as AWS names its hosts. */
const AwsSigV4 = z.strictObject({
  type: z.literal('awsSigV4'),
  accessKeyId: z.string().min(1),
  secretAccessKey: z.string(),
  sessionToken: z.string().exactOptional(),
  region: z.string().exactOptional(),
  service: z.string().exactOptional(),
  /** `query` makes a pre-signed URL; left out means `header` */
  in: z.enum(['header', 'query']).exactOptional(),
});
export type AwsSigV4 = z.infer<typeof AwsSigV4>;

/** OAuth 2.0 (RFC 6749): a token is fetched before the send, kept with the session and renewed when it is old. */
export const OAuth2 = z.strictObject({
  type: z.literal('oauth2'),
  grant: z.enum(['client_credentials', 'password', 'authorization_code']),
  tokenUrl: z.string().min(1),
  /** where a person signs in; for the authorization code alone */
  authorizationUrl: z.string().exactOptional(),
  clientId: z.string().min(1),
  clientSecret: z.string().exactOptional(),
  scope: z.string().exactOptional(),
  audience: z.string().exactOptional(),
  username: z.string().exactOptional(),
  password: z.string().exactOptional(),
  /** how the client proves itself; left out: `basic` with a secret, else `none` */
  clientAuth: z.enum(['basic', 'post', 'none']).exactOptional(),
  /** what goes before the token in Authorization; left out: `Bearer` */
  headerPrefix: z.string().exactOptional(),
});
export type OAuth2 = z.infer<typeof OAuth2>;

/** How a request proves who it is. `none` switches the session's auth off, as `auth: null` does. */
export const Auth = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('basic'), username: z.string(), password: z.string() }),
  z.strictObject({ type: z.literal('digest'), username: z.string(), password: z.string() }),
  z.strictObject({ type: z.literal('bearer'), token: z.string() }),
  z.strictObject({
    type: z.literal('apiKey'),
    in: z.enum(['header', 'query']),
    name: z.string().min(1),
    value: z.string(),
  }),
  AwsSigV4,
  OAuth2,
  z.strictObject({ type: z.literal('none') }),
]);
export type Auth = z.infer<typeof Auth>;
