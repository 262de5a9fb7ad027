import { z } from 'zod';

const KiB = 1024;
const MiB = 1024 * KiB;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** One ceiling of a send: what holds unless the operator says otherwise, and the most that the operator can say. */
interface Limit {
  usual: number;
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

/** Every ceiling of one send, in one value. A request may ask for less, never for more. */
export const LIMITS = {
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

export type LimitName = keyof typeof LIMITS;
/** Ceilings of one send. Bytes and milliseconds. */
export type SendLimits = Record<LimitName, number>;

const TABLE: ReadonlyMap<string, Limit> = new Map(Object.entries(LIMITS));

function eachLimit<T>(make: (limit: Limit) => T): Record<LimitName, T> {
  return Object.fromEntries([...TABLE].map(([name, limit]) => [name, make(limit)])) as Record<LimitName, T>;
}

/** What one send may cost unless PLAYJAR_LIMITS says otherwise. */
export const DEFAULT_LIMITS: Readonly<SendLimits> = eachLimit(({ usual }) => usual);

/** What an operator gives: some of the limits, each within its hard ceiling. Answers all of them. */
export const LimitsInput = z
  .strictObject(eachLimit(({ least, most }) => z.int().min(least).max(most).optional()))
  .transform((given): SendLimits => ({ ...DEFAULT_LIMITS, ...withoutGaps(given) }));

function withoutGaps(given: Partial<Record<LimitName, number | undefined>>): Partial<SendLimits> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** `20 MiB`, `30 s`, `180` */
function shown(value: number, unit: Limit['unit']): string {
  if (unit === 'count') return String(value);
  if (unit === 'bytes') return value % MiB === 0 ? `${value / MiB} MiB` : `${value / KiB} KiB`;
  return value % MINUTE === 0 ? `${value / MINUTE} min` : `${value / SECOND} s`;
}

/** The document of all limits, as it stands in docs/limits.md. */
export function limitsDocument(): string {
  const rows = [...TABLE].map(
    ([name, { usual, most, unit, what }]) =>
      `| \`${name}\` | ${what} | ${shown(usual, unit)} | ${shown(most, unit)} |`,
  );
  return `${[
    '# Limits of a send',
    '',
    'Made by `npm run limits` from `lib/model/limits.ts`. Change them there, not here.',
    '',
    'A request may ask for less, never for more. Whoever runs the server sets others with `PLAYJAR_LIMITS`, a JSON object of the names below (`{"totalMs": 60000}`; bytes and milliseconds), up to the hard ceiling; more refuses to start. What came before a limit was met is kept, shown and marked as cut.',
    '',
    '| limit | of what | unless set | at most |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n')}\n`;
}
