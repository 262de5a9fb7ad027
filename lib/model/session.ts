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

const settings = {
  headers: HeaderEntries,
  params: Params,
  auth: Auth.nullable(),
  proxies: Proxies,
  verify: Verify,
  cert: ClientCert.nullable(),
  timeout: Timeout,
  maxRedirects: z.int().min(0).max(100),
  /** speak HTTP/2 where the server does (ALPN); refused where this server's Node is too old for it */
  http2: z.boolean(),
  trustEnv: z.literal(false, "the environment is the server's, not yours: trustEnv is always false here"),
  variables: Variables,
};

/** The settings of a session that every request through it inherits (R1–R3). Stored sealed, as one JSON value. */
export const SessionSettings = z.strictObject({
  headers: settings.headers.default(() =>
    DEFAULT_HEADERS.map(([name, value]): [string, string] => [name, value]),
  ),
  params: settings.params.default(() => []),
  auth: settings.auth.default(null),
  proxies: settings.proxies.default(() => ({})),
  verify: settings.verify.default(true),
  cert: settings.cert.default(null),
  timeout: settings.timeout.default(null),
  maxRedirects: settings.maxRedirects.default(30),
  http2: settings.http2.default(false),
  trustEnv: settings.trustEnv.default(false),
  variables: settings.variables.default(() => ({})),
});
export type SessionSettings = z.infer<typeof SessionSettings>;

const SessionName = z.string().trim().min(1).max(120);
export const SessionCreate = SessionSettings.partial().extend({ name: SessionName.optional() });
/** Without the defaults above, which would put back every setting that a change does not name. */
export const SessionPatch = z.strictObject({ ...settings, name: SessionName }).partial();
export type SessionCreate = z.input<typeof SessionCreate>;
export type SessionPatch = z.input<typeof SessionPatch>;

/** A session as the API shows it. */
export interface Session extends SessionSettings {
  id: string;
  name: string;
  createdAt: string;
  updatedAt: string;
  version: number;
  /** all of the workspace work in it; else only who made it */
  isShared: boolean;
  /** whoever asks made it, and may share it or take it back */
  isOwn: boolean;
  cookieCount: number;
}
