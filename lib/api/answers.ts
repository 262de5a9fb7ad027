import { z } from 'zod';
import { Auth } from '@/lib/model/auth';
import { Cookie } from '@/lib/model/cookie';
import type { Exchange, ExchangeSummary, Hop } from '@/lib/model/exchange';
import { FAILURE_CODES } from '@/lib/model/failure';
import { Pairs } from '@/lib/model/pairs';
import { RequestSpec } from '@/lib/model/request-spec';
import type { Run } from '@/lib/model/run';
import { Assertion, Extract, Retries, SequenceVariable } from '@/lib/model/sequence';
import { SessionSettings } from '@/lib/model/session';
import { ShareMode } from '@/lib/model/share';
import type { SocketLog } from '@/lib/model/socket';
import { LedgerAnswer, SentRequestAnswer, TlsAnswer, wireBody } from './hop-answers';

/** Schemas of what the API answers, for the OpenAPI document. What goes out is typed; it is not parsed again. */
const time = z.iso.datetime();
const ms = z.number();
const nullableMs = ms.nullable();

export const SessionAnswer = SessionSettings.extend({
  id: z.string(),
  name: z.string(),
  auth: Auth.nullable(),
  createdAt: time,
  updatedAt: time,
  version: z.int(),
  isShared: z.boolean(),
  isOwn: z.boolean(),
  cookieCount: z.int(),
});

const ReceivedResponseAnswer = z.object({
  status: z.int(),
  reason: z.string(),
  httpVersion: z.string(),
  url: z.string(),
  headers: Pairs,
  links: z.array(z.record(z.string(), z.string())).optional(),
  encoding: z.string().nullable(),
  body: z.object({ ...wireBody, truncated: z.boolean(), preview: z.boolean().optional() }),
  elapsedMs: ms,
});

const TimingsAnswer = z.object({
  dnsMs: nullableMs,
  connectMs: nullableMs,
  tlsMs: nullableMs,
  sendMs: nullableMs,
  waitMs: nullableMs,
  receiveMs: nullableMs,
  totalMs: ms,
});

const HopAnswer = z.object({
  request: SentRequestAnswer,
  response: ReceivedResponseAnswer,
  cookies: LedgerAnswer,
  timings: TimingsAnswer,
  tls: TlsAnswer.optional(),
});

const SocketLogAnswer = z.object({
  protocol: z.string().nullable(),
  messages: z.array(
    z.object({
      direction: z.enum(['sent', 'received']),
      atMs: ms,
      opcode: z.enum(['text', 'binary', 'ping', 'pong', 'close']),
      size: z.int(),
      text: z.string().optional(),
      base64: z.string().optional(),
      truncated: z.boolean(),
      code: z.int().optional(),
    }),
  ),
  close: z.object({ code: z.int(), reason: z.string(), by: z.enum(['client', 'server']) }).nullable(),
});

/** For who writes a client that raises what requests raises (R163–R166). */
const AS_REQUESTS_CALLS_IT = [
  'Named after requests.exceptions. Where the names differ: tls_error is SSLError, total_timeout is Timeout,',
  'dns_error, connection_error and protocol_error are ConnectionError, but protocol_error is InvalidHeader with the',
  'reason conflicting_content_length and ChunkedEncodingError with bad_chunk, as is connection_error with the reason',
  'closed_early after a head with Transfer-Encoding: chunked.',
].join(' ');

export const ExchangeAnswer = z.object({
  id: z.string(),
  sessionId: z.string(),
  startedAt: time,
  request: SentRequestAnswer,
  response: ReceivedResponseAnswer.nullable(),
  history: z
    .array(HopAnswer)
    .describe('what came before the last response, oldest first: redirects, and 401s that were answered'),
  cookies: LedgerAnswer,
  timings: TimingsAnswer,
  tls: TlsAnswer.nullable(),
  error: z
    .object({
      code: z.enum(FAILURE_CODES).describe(AS_REQUESTS_CALLS_IT),
      reason: z.string().optional(),
      message: z.string(),
      hop: z.int(),
      field: z.string().optional(),
    })
    .nullable(),
  socket: SocketLogAnswer.optional(),
  sentBy: z.string().optional(),
});

export const ExchangeSummaryAnswer = z.object({
  id: z.string(),
  sessionId: z.string(),
  startedAt: time,
  state: z.enum(['running', 'done', 'interrupted']),
  method: z.string(),
  url: z.string(),
  status: z.int().nullable(),
  errorCode: z.enum(FAILURE_CODES).nullable(),
  totalMs: nullableMs,
  size: z.int().nullable(),
  sentBy: z.string().optional(),
}) satisfies z.ZodType<ExchangeSummary>;

export const SequenceAnswer = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  steps: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      request: RequestSpec,
      extract: z.array(Extract),
      assert: z.array(Assertion),
      onFailure: z.enum(['stop', 'continue']),
      retries: Retries.optional(),
    }),
  ),
  variables: z.array(SequenceVariable),
  version: z.int(),
  createdAt: time,
  updatedAt: time,
});

const runFields = {
  id: z.string(),
  sequenceId: z.string().nullable(),
  sessionId: z.string(),
  sessionName: z.string(),
  status: z.enum(['passed', 'failed', 'error', 'cancelled', 'running', 'interrupted']),
  stepCount: z.int(),
  startedAt: time,
  elapsedMs: ms,
  isReference: z.boolean(),
  sentBy: z.string().nullable().optional(),
};
export const RunSummaryAnswer = z.object(runFields);
export const RunAnswer = z.object({
  ...runFields,
  steps: z.array(
    z.object({
      stepId: z.string(),
      name: z.string(),
      request: RequestSpec,
      status: z.enum(['passed', 'failed', 'error', 'skipped', 'cancelled']),
      exchange: ExchangeAnswer.nullable(),
      extracted: z.array(
        z.object({
          variable: z.string(),
          value: z.string().nullable(),
          secret: z.boolean(),
          problem: z.string().optional(),
          code: z.literal('too_costly').optional(),
        }),
      ),
      assertions: z.array(
        Assertion.extend({
          passed: z.boolean(),
          actual: z.json(),
          code: z.literal('too_costly').optional(),
        }),
      ),
      jarBefore: z.array(Cookie),
      jarAfter: z.array(Cookie),
      earlier: z
        .array(
          z.object({
            exchangeId: z.string(),
            status: z.enum(['passed', 'failed', 'error', 'skipped', 'cancelled']),
            responseStatus: z.int().nullable(),
            reason: z.string().nullable(),
          }),
        )
        .optional(),
    }),
  ),
});

const FindingAnswer = z.object({
  where: z.string(),
  places: z.array(z.string()),
  kind: z.enum(['authorization', 'cookie', 'secretVariable', 'password', 'token', 'apiKey', 'bytes']),
  preview: z.string(),
  outcome: z.enum(['revealed', 'prompted', 'masked']),
  prompt: z.string().optional(),
});
export const ShareAnswer = z.object({
  id: z.string(),
  sequenceId: z.string().nullable(),
  name: z.string(),
  mode: ShareMode,
  version: z.int(),
  hasPassword: z.boolean(),
  createdAt: time,
  expiresAt: time.nullable(),
  maxReplays: z.int().nullable(),
  replays: z.int(),
  lastReplayAt: time.nullable(),
  revokedAt: time.nullable(),
  findings: z.array(FindingAnswer),
});
export const CreatedShareAnswer = ShareAnswer.extend({ token: z.string(), url: z.url() });
export const SharedViewAnswer = z.object({
  name: z.string(),
  description: z.string(),
  mode: ShareMode,
  version: z.int(),
  sharedBy: z.string(),
  createdAt: time,
  expiresAt: time.nullable(),
  steps: SequenceAnswer.shape.steps,
  variables: z.array(SequenceVariable),
  run: RunAnswer.nullable(),
});

/** A list as every list is answered. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** Kept honest by the compiler: an answer's schema and its type say the same. */
type Assignable<A, B extends A> = [A, B];
export type AnswersAgree = [
  Assignable<z.output<typeof HopAnswer>['timings'], Hop['timings']>,
  Assignable<keyof z.output<typeof ExchangeAnswer>, keyof Exchange>,
  Assignable<keyof z.output<typeof RunAnswer>, keyof Run>,
  Assignable<z.output<typeof SocketLogAnswer>, SocketLog>,
];
