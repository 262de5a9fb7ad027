import { z } from 'zod';
import { Auth } from './auth';
import { HeaderEntries, Params } from './pairs';
import { ClientCert, Proxies, Timeout, Variables, Verify } from './request-spec';

/** The headers every new session begins with, in this order (R30). */
export const DEFAULT_HEADERS: readonly (readonly [string, string])[] = [
  ['User-Agent', 'playjar/0.1'],
  ['Accept-Encoding', 'gzip, deflate, br, zstd'],
  ['Accept', '*/*'],
  ['Connection', 'keep-alive'],
];

/** The settings of a session that every request through it inherits (R1–R3). Stored sealed, as one JSON value. */
export const SessionSettings = z.strictObject({
  headers: HeaderEntries.default(() =>
    DEFAULT_HEADERS.map(([name, value]): [string, string] => [name, value]),
  ),
  params: Params.default(() => []),
  auth: Auth.nullable().default(null),
  proxies: Proxies.default(() => ({})),
  verify: Verify.default(true),
  cert: ClientCert.nullable().default(null),
  timeout: Timeout.default(null),
  maxRedirects: z.int().min(0).max(100).default(30),
  trustEnv: z
    .literal(false, "the environment is the server's, not yours: trustEnv is always false here")
    .default(false),
  variables: Variables.default(() => ({})),
});
export type SessionSettings = z.infer<typeof SessionSettings>;

const SessionName = z.string().trim().min(1).max(120);
export const SessionCreate = SessionSettings.partial().extend({ name: SessionName.optional() });
export const SessionPatch = SessionSettings.partial().extend({ name: SessionName.optional() });
export type SessionCreate = z.input<typeof SessionCreate>;
export type SessionPatch = z.input<typeof SessionPatch>;

/** A session as the API shows it. */
export interface Session extends SessionSettings {
  id: string;
  name: string;
  createdAt: string;
  updatedAt: string;
  version: number;
  cookieCount: number;
}
