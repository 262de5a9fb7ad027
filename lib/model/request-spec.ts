import { z } from 'zod';
import { Auth } from './auth';
import { Body } from './body';
import { HeaderEntries, Params } from './pairs';
import { SocketScript } from './socket';

const Seconds = z.number().positive().nullable();
/** Seconds. A number is both connect and read timeout; `null` means the server's own ceiling (R145, R2). */
export const Timeout = z.union(
  [Seconds, z.strictObject({ connect: Seconds.optional(), read: Seconds.optional() })],
  'a number of seconds above 0, {connect, read}, or null',
);
export type Timeout = z.infer<typeof Timeout>;

/** true: the usual authorities; false: no check; `{ca}`: this PEM bundle (R142). */
export const Verify = z.union(
  [z.boolean(), z.strictObject({ ca: z.string() })],
  'true, false or {ca: PEM text}',
);
export type Verify = z.infer<typeof Verify>;

/** A client certificate and its key as PEM text, never a path (R143). */
export const ClientCert = z.strictObject({ cert: z.string(), key: z.string() });
export type ClientCert = z.infer<typeof ClientCert>;

/**
 * `scheme`, `scheme://host`, `all` or `all://host` → proxy URL; `null` means no proxy there (R135). The key `no_proxy`
 * holds the hosts to reach directly, with commas between (R140).
 */
export const Proxies = z.record(z.string(), z.string().nullable(), 'an object: scheme → URL of the proxy');
export type Proxies = z.infer<typeof Proxies>;

export const Variables = z.record(z.string(), z.string());
export type Variables = z.infer<typeof Variables>;

/**
 * What the user asked to send. A field left out means "as the session says"; `auth: null` means none for this
 * request; a header or param whose value is `null` removes the session's.
 */
export const RequestSpec = z.strictObject({
  method: z.string().min(1).max(64).default('GET'),
  url: z.string().max(65_536),
  headers: HeaderEntries.optional(),
  params: Params.nullable().optional(),
  cookies: z.record(z.string(), z.string().nullable(), 'an object: name → value').optional(),
  auth: Auth.nullable().optional(),
  body: Body.nullable().optional(),
  timeout: Timeout.optional(),
  allowRedirects: z.boolean().optional(),
  maxRedirects: z.int().min(0).max(100).optional(),
  http2: z.boolean().optional(),
  proxies: Proxies.optional(),
  verify: Verify.nullable().optional(),
  cert: ClientCert.nullable().optional(),
  sendCookies: z.boolean().optional(),
  storeCookies: z.boolean().optional(),
  variables: Variables.optional(),
  /** for ws:// and wss:// alone */
  socket: SocketScript.optional(),
});
export type RequestSpec = z.infer<typeof RequestSpec>;
export type RequestSpecInput = z.input<typeof RequestSpec>;
