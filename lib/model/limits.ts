import { z } from 'zod';

const KiB = 1024;
const MiB = 1024 * KiB;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** One limit: what holds unless the operator says otherwise, and the most that the operator can say. */
interface Limit {
  usual: number;
  /** in place of `usual` on a server that is bound to loopback, whose only user is whoever owns the machine */
  alone?: number;
  most: number;
  /** 0 means none at all where it makes sense, else at least 1 */
  least: 0 | 1;
  unit: 'bytes' | 'ms' | 'count';
  what: string;
}

const bytes = (usual: number, most: number, what: string): Limit => ({
  usual,
  most,
  least: 1,
  unit: 'bytes',
  what,
});
const ms = (usual: number, most: number, what: string): Limit => ({
  usual,
  most,
  least: 1,
  unit: 'ms',
  what,
});
const count = (usual: number, most: number, what: string, least: 0 | 1 = 1): Limit => ({
  usual,
  most,
  least,
  unit: 'count',
  what,
});

/** Not counted for whoever owns the machine. */
const free = (limit: Limit): Limit => ({ ...limit, alone: Infinity });

/** What one send may cost. A request may ask for less, never for more. */
const SEND_LIMITS = {
  urlBytes: bytes(64 * KiB, MiB, 'a URL as it is sent'),
  requestHeaderBytes: bytes(64 * KiB, MiB, 'all headers of a request'),
  requestBodyBytes: bytes(50 * MiB, 512 * MiB, 'a body that is held in memory'),
  uploadBytes: bytes(512 * MiB, 2047 * MiB, 'a body that is read from an uploaded file while it is sent'),
  responseHeaderBytes: bytes(64 * KiB, MiB, 'status line and headers, interim responses (1xx) included'),
  responseHeaderLines: count(500, 10_000, 'header lines of a response'),
  interimResponses: count(16, 100, 'interim responses (1xx) before the final one', 0),
  contentCodings: count(5, 10, 'content codings on one body', 0),
  responseWireBytes: bytes(
    20 * MiB,
    256 * MiB,
    'a response’s body as received, content codings still applied',
  ),
  responseBodyBytes: bytes(20 * MiB, 256 * MiB, 'a response’s body once its content codings are undone'),
  dnsMs: ms(5 * SECOND, MINUTE, 'looking up a name'),
  connectMs: ms(10 * SECOND, 5 * MINUTE, 'connecting, name lookup, proxy and TLS included'),
  firstByteMs: ms(60 * SECOND, 30 * MINUTE, 'from the last byte sent to the first byte of the answer'),
  readMs: ms(30 * SECOND, 30 * MINUTE, 'a silence between two bytes, either way'),
  totalMs: ms(2 * MINUTE, 60 * MINUTE, 'a whole send, redirects included'),
  redirects: count(30, 100, 'redirects that are followed', 0),
  cookiesPerHost: count(180, 1_000, 'cookies of one host in one session'),
  cookiesPerSession: count(3_000, 20_000, 'cookies of one session'),
  socketMessages: count(2_000, 100_000, 'messages and control frames of one WebSocket, both ways together'),
  socketMessageBytes: bytes(MiB, 64 * MiB, 'one message of a WebSocket'),
  socketBytes: bytes(10 * MiB, 256 * MiB, 'all messages of one WebSocket, both ways together'),
  socketMs: ms(
    10 * MINUTE,
    24 * 60 * MINUTE,
    'how long a WebSocket may stay open; totalMs bounds its handshake',
  ),
} as const satisfies Record<string, Limit>;

/** What one workspace, member, address and process may use of a server, and what it keeps. */
const USE_LIMITS = {
  storedBodyBytes: bytes(20 * MiB, 256 * MiB, 'a response’s body as it is kept and shown'),
  steps: count(500, 500, 'steps of one run'),
  historySends: {
    ...count(
      10_000,
      10_000_000,
      'sends that a workspace keeps; older ones that no run needs are thrown away',
    ),
    alone: 100_000,
  },
  sendsPerMinute: free(
    count(600, 1_000_000, 'sends a minute of a workspace, and of a member in all of theirs'),
  ),
  addressSendsPerMinute: free(count(1_200, 1_000_000, 'sends a minute from one address')),
  sendsAtOnce: free(count(20, 10_000, 'sends under way of a workspace, over all instances')),
  memberSendsAtOnce: free(
    count(20, 10_000, 'sends under way of a member in all their workspaces, in one process'),
  ),
  addressSendsAtOnce: free(count(40, 10_000, 'sends under way from one address, in one process')),
  processSendsAtOnce: { ...count(256, 10_000, 'sends under way in one process'), alone: 512 },
  signInsPerMinute: count(
    10,
    1_000,
    'attempts to sign in to one account a minute, and ten times as many from one address',
  ),
  freeDiskBytes: {
    ...bytes(
      256 * MiB,
      16 * MiB * MiB,
      'room on the disk of an SQLite database below which nothing new is sent',
    ),
    least: 0,
    alone: 32 * MiB,
  },
} as const satisfies Record<string, Limit>;

/** Every limit, in one value. */
export const LIMITS = { ...SEND_LIMITS, ...USE_LIMITS } as const;

export type LimitName = keyof typeof LIMITS;
/** All limits. Bytes and milliseconds; Infinity where there is none. */
export type Limits = Record<LimitName, number>;
/** Ceilings of one send. Bytes and milliseconds. */
export type SendLimits = Record<keyof typeof SEND_LIMITS, number>;

const TABLE: ReadonlyMap<string, Limit> = new Map(Object.entries(LIMITS));

function eachLimit<T>(make: (limit: Limit) => T): Record<LimitName, T> {
  return Object.fromEntries([...TABLE].map(([name, limit]) => [name, make(limit)])) as Record<LimitName, T>;
}

/** What holds unless PLAYJAR_LIMITS says otherwise; `isAlone`: only the machine itself reaches this server. */
export function defaultLimits(isAlone: boolean): Limits {
  return eachLimit(({ usual, alone = usual }) => (isAlone ? alone : usual));
}

/** What one send may cost unless PLAYJAR_LIMITS says otherwise. */
export const DEFAULT_LIMITS: Readonly<Limits> = defaultLimits(true);

/** What an operator gives: some of the limits, each within its hard ceiling. */
export const LimitsInput = z
  .strictObject(eachLimit(({ least, most }) => z.int().min(least).max(most).optional()))
  .transform(withoutGaps);

function withoutGaps(given: Partial<Record<LimitName, number | undefined>>): Partial<Limits> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** `20 MiB`, `30 s`, `180` */
function shown(value: number, unit: Limit['unit']): string {
  if (value === Infinity) return 'none';
  if (unit === 'count') return String(value);
  if (unit === 'bytes') return shownBytes(value);
  return value % MINUTE === 0 ? `${value / MINUTE} min` : `${value / SECOND} s`;
}

function shownBytes(value: number): string {
  if (value % (MiB * MiB) === 0) return `${value / (MiB * MiB)} TiB`;
  return value % MiB === 0 ? `${value / MiB} MiB` : `${value / KiB} KiB`;
}

/** The document of all limits, as it stands in docs/limits.md. */
export function limitsDocument(): string {
  const sends = Object.entries<Limit>(SEND_LIMITS).map(
    ([name, { usual, most, unit, what }]) =>
      `| \`${name}\` | ${what} | ${shown(usual, unit)} | ${shown(most, unit)} |`,
  );
  const uses = Object.entries<Limit>(USE_LIMITS).map(
    ([name, { usual, alone = usual, most, unit, what }]) =>
      `| \`${name}\` | ${what} | ${shown(usual, unit)} | ${shown(alone, unit)} | ${shown(most, unit)} |`,
  );
  return `${[
    '# Limits',
    '',
    'Made by `npm run limits` from `lib/model/limits.ts`. Change them there, not here.',
    '',
    'Whoever runs the server sets others with `PLAYJAR_LIMITS`, a JSON object of the names below (`{"totalMs": 60000}`; bytes and milliseconds), up to the hard ceiling; more refuses to start. What came before a limit was met is kept, shown and marked as cut.',
    '',
    '## Of a send',
    '',
    'A request may ask for less, never for more.',
    '',
    '| limit | of what | unless set | at most |',
    '| --- | --- | --- | --- |',
    ...sends,
    '',
    '## Of the use of a server',
    '',
    'Bound to loopback, the only user is whoever owns the machine, and little is counted. What is refused is refused before anything is sent: with `rate_limited` and how long to wait, or with `store_full`.',
    '',
    '| limit | of what | unless set | bound to loopback | at most |',
    '| --- | --- | --- | --- | --- |',
    ...uses,
  ].join('\n')}\n`;
}
