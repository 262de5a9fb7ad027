import 'server-only';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { EgressList } from '@/lib/env/egress-list';
import { OIDC_VARIABLES, oidcSettings, type OidcSettings } from '@/lib/env/oidc';
import type { EgressPolicy } from '@/lib/engine/contract';
import { defaultLimits, LimitsInput, type Limits } from '@/lib/model/limits';

const LimitsText = z
  .string()
  .default('{}')
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON, for example {"totalMs": 60000}' });
      return z.NEVER;
    }
  })
  .pipe(LimitsInput);

const Origin = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) URL, for example https://playjar.example' })
  .transform((text) => new URL(text).origin);

const Variables = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65_535).default(3000),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.|postgres(ql)?:\/\/)/, 'must begin with file: (SQLite) or postgresql:// (PostgreSQL)')
    .optional(),
  PLAYJAR_DATA_DIR: z.string().min(1).default('./data'),
  PLAYJAR_SECRET: z.string().min(1).optional(),
  PLAYJAR_URL: Origin.optional(),
  PLAYJAR_EGRESS_ALLOW: EgressList,
  PLAYJAR_EGRESS_DENY: EgressList,
  PLAYJAR_PROXIES: z.enum(['on', 'off'], { error: 'must be on or off' }).optional(),
  PLAYJAR_SIGN_UP: z.enum(['invited', 'open'], { error: 'must be invited or open' }).default('invited'),
  ...OIDC_VARIABLES,
  PLAYJAR_LIMITS: LimitsText,
});

/** The server's settings, read from the environment once. */
export interface Env {
  host: string;
  port: number;
  /** only the machine itself reaches this server */
  isLoopback: boolean;
  /** `file:` with an absolute path, or `postgresql://…` */
  databaseUrl: string;
  /** absolute */
  dataDir: string;
  /** key ring text; undefined: kept in the data folder */
  secret: string | undefined;
  /** the public origin; undefined: as each request says */
  publicOrigin: string | undefined;
  egressAllow: readonly string[];
  egressDeny: readonly string[];
  /** may users name proxies */
  proxies: boolean;
  /** who may make an account after the first: those who were invited, or everyone */
  signUp: 'invited' | 'open';
  /** where people of a company sign in; null: nowhere */
  oidc: OidcSettings | null;
  limits: Limits;
}

/**
 * Reads the variables of api.md from `source`. An empty value counts as not set.
 * @throws Error that names each malformed variable; values are left out, as one may be a secret
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const parsed = Variables.safeParse(
    Object.fromEntries(Object.entries(source).filter(([, value]) => value !== '')),
  );
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path: [name, ...inner], message }) => `  ${[name, ...inner].join('.')}: ${message}`,
    );
    throw new Error(`The environment is not right:\n${faults.join('\n')}`);
  }
  const vars = parsed.data;
  const dataDir = path.resolve(/* turbopackIgnore: true */ vars.PLAYJAR_DATA_DIR);
  const isLoopback = isLoopbackHost(vars.HOST);
  return {
    host: vars.HOST,
    port: vars.PORT,
    isLoopback,
    databaseUrl: databaseUrl(vars.DATABASE_URL, dataDir),
    dataDir,
    secret: vars.PLAYJAR_SECRET,
    publicOrigin: vars.PLAYJAR_URL,
    egressAllow: vars.PLAYJAR_EGRESS_ALLOW,
    egressDeny: vars.PLAYJAR_EGRESS_DENY,
    proxies: vars.PLAYJAR_PROXIES === undefined ? isLoopback : vars.PLAYJAR_PROXIES === 'on',
    signUp: vars.PLAYJAR_SIGN_UP,
    oidc: oidcSettings(vars),
    limits: { ...defaultLimits(isLoopback), ...vars.PLAYJAR_LIMITS },
  };
}

let current: Env | undefined;

/** This process's settings; read on first use, so that a build needs none. */
export function env(): Env {
  return (current ??= readEnv(process.env));
}

/** What may be dialled: private targets only where nobody but this machine's user reaches us, ourselves never. */
export function egressPolicy(settings: Env = env()): EgressPolicy {
  return {
    allowPrivate: settings.isLoopback,
    allow: settings.egressAllow,
    deny: settings.egressDeny,
    self: ownAddresses(settings),
    proxies: settings.proxies,
  };
}

/** Every name and address under which this server may answer; a server bound to 0.0.0.0 answers on each interface. */
function ownAddresses({ host, port, publicOrigin }: Env): { host: string; port: number }[] {
  const interfaces = interfaceAddresses();
  const hosts = new Set([host, 'localhost', '127.0.0.1', '::1', ...interfaces]);
  const own = [...hosts].map((name) => ({ host: name, port }));
  if (publicOrigin === undefined) return own;
  const url = new URL(publicOrigin);
  const publicPort = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  return [...own, { host: url.hostname, port: publicPort }];
}

/** How long the addresses of this machine are taken as known; asking for them is slow. */
const ADDRESSES_MS = 10_000;
let addresses: { until: number; list: string[] } | undefined;

function interfaceAddresses(): string[] {
  if (addresses === undefined || addresses.until < performance.now()) {
    const list = Object.values(networkInterfaces()).flatMap((all) =>
      (all ?? []).map(({ address }) => address),
    );
    addresses = { until: performance.now() + ADDRESSES_MS, list };
  }
  return addresses.list;
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

function databaseUrl(url: string | undefined, dataDir: string): string {
  if (url === undefined) return `file:${path.join(dataDir, 'playjar.db')}`;
  if (!url.startsWith('file:')) return url;
  return `file:${path.resolve(/* turbopackIgnore: true */ url.slice('file:'.length).replace(/^\/\/(?=\/)/, ''))}`;
}
