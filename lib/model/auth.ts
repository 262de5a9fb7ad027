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
  z.strictObject({ type: z.literal('none') }),
]);
export type Auth = z.infer<typeof Auth>;
