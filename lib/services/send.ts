import 'server-only';
import * as exchanges from '@/lib/db/exchanges';
import { newId } from '@/lib/db/ids';
import { loadCookies } from '@/lib/db/jar';
import { findSessionState } from '@/lib/db/sessions';
import { send as engineSend, type Progress, type SendOptions, type SendResult } from '@/lib/engine';
import { env } from '@/lib/env';
import { AppError, notFound } from '@/lib/errors';
import type { Exchange, ExchangeFailure } from '@/lib/model/exchange';
import { RequestSpec, type RequestSpecInput } from '@/lib/model/request-spec';
import { logger } from '@/lib/log';
import { secretVariables } from '@/lib/sequence/secrets';
import { presentExchange } from './exchanges';
import { cancelChannel, openChannel } from './live';
import { mayEdit, type Member } from './member';
import { tokensOf } from './session-tokens';
import { keptFor } from './transports';
import { uploadsOf } from './uploads';

const NO_SECRETS: ReadonlySet<string> = new Set();

export interface SendHooks {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  onSocket?: NonNullable<SendOptions['onSocket']>;
  /** names of variables that are marked as secret */
  secrets?: ReadonlySet<string>;
}

/** A send that was stored, with the body's bytes for whoever reads on. */
export interface StoredSend {
  exchange: Exchange;
  body: Uint8Array;
}

/**
 * Sends one request through a session and stores the exchange and the jar's changes in one transaction.
 * A target's fault is data, in `exchange.error`; this throws only for a caller's mistake or a bug.
 * @throws AppError `not_found`
 */
export async function sendThroughSession(
  member: Member,
  sessionId: string,
  input: RequestSpecInput,
  hooks: SendHooks = {},
): Promise<StoredSend> {
  mayEdit(member);
  const spec = RequestSpec.parse(input);
  const startedAt = new Date();
  const id = newId();
  const result = await perform(member, sessionId, spec, hooks);
  const begin = { id, sessionId, startedAt, spec, method: spec.method, url: spec.url };
  const exchange: Exchange = { id, sessionId, startedAt: startedAt.toISOString(), ...result.record };
  const lost = await storeFailure(() =>
    exchanges.recordExchange(member.scope, {
      ...begin,
      record: result.record,
      body: result.body,
      jar: result.jar,
    }),
  );
  exchange.error ??= lost;
  return { exchange, body: result.body };
}

/**
 * Starts a send and answers its id at once; progress and result come over the channel of that id. The exchange is
 * written as `running` first, so that a send that dies with its process is seen as interrupted and never repeated.
 * @throws AppError `not_found`
 */
export async function startSend(
  member: Member,
  sessionId: string,
  input: RequestSpecInput,
): Promise<{ exchangeId: string }> {
  mayEdit(member);
  const spec = RequestSpec.parse(input);
  if (!(await findSessionState(member.scope, sessionId))) throw notFound('session');
  const id = newId();
  const startedAt = new Date();
  await exchanges.beginExchange(member.scope, {
    id,
    sessionId,
    startedAt,
    spec,
    method: spec.method,
    url: spec.url,
  });
  const channel = openChannel(id);
  const finish = async (): Promise<void> => {
    const onProgress = (data: Progress): void => channel.publish({ event: 'progress', data });
    const hooks = { signal: channel.signal, onProgress, onSocket: channel.admit };
    const result = await perform(member, sessionId, spec, hooks);
    const exchange: Exchange = { id, sessionId, startedAt: startedAt.toISOString(), ...result.record };
    const lost = await storeFailure(() =>
      exchanges.finishExchange(member.scope, {
        id,
        sessionId,
        record: result.record,
        body: result.body,
        jar: result.jar,
      }),
    );
    exchange.error ??= lost;
    channel.publish({ event: 'exchange', data: presentExchange(exchange, result.body, 'page') });
  };
  void finish()
    .catch((error: unknown) => {
      logger().error({ err: error, exchangeId: id }, 'a send broke');
      channel.publish({
        event: 'broken',
        data: { code: 'internal', message: 'Something broke on our side. It was logged.' },
      });
    })
    .finally(() => channel.end());
  return { exchangeId: id };
}

async function perform(
  member: Member,
  sessionId: string,
  spec: RequestSpec,
  hooks: SendHooks,
): Promise<SendResult> {
  const session = await findSessionState(member.scope, sessionId);
  if (!session) throw notFound('session');
  return engineSend({
    spec,
    session,
    limits: env().limits,
    ...keptFor(sessionId),
    openUpload: uploadsOf(member),
    tokens: tokensOf(member, sessionId),
    loadCookies: (host) => loadCookies(member.scope, sessionId, host),
    isSecret: secretVariables(hooks.secrets ?? NO_SECRETS),
    onRefused: ({ stage, reason, host }) =>
      logger().warn({ sessionId, stage, reason, host }, 'the egress guard refused a target'),
    ...(hooks.signal && { signal: hooks.signal }),
    ...(hooks.onProgress && { onProgress: hooks.onProgress }),
    ...(hooks.onSocket && { onSocket: hooks.onSocket }),
  });
}

/** The result is shown even when it could not be kept; it is never sent again for that (fault 59). */
async function storeFailure(write: () => Promise<unknown>): Promise<ExchangeFailure | null> {
  try {
    await write();
    return null;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'store_busy') throw error;
    return {
      code: 'store_busy',
      message:
        'The request was sent, but the database was too busy to keep the result and its cookies. Do not assume it is in the history.',
      hop: 0,
    };
  }
}

/** Stops a send under way; one that is over already stays as it is. @throws AppError `not_found` */
export async function cancelSend(member: Member, exchangeId: string): Promise<void> {
  mayEdit(member);
  const found = await exchanges.findExchange(member.scope, exchangeId);
  if (!found) throw notFound('exchange');
  cancelChannel(exchangeId);
}
