import { z } from 'zod';

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
  z.strictObject({ type: z.literal('none') }),
]);
export type Auth = z.infer<typeof Auth>;
