import 'server-only';
import * as exchanges from '@/lib/db/exchanges';
import { newId } from '@/lib/db/ids';
import { loadCookies } from '@/lib/db/jar';
import type { Allowance } from '@/lib/db/usage';
import { findSessionState, type SessionState } from '@/lib/db/sessions';
import {
  send as engineSend,
  withinOrigins,
  type Progress,
  type SendOptions,
  type SendResult,
} from '@/lib/engine';
import { env } from '@/lib/env';
import { notFound } from '@/lib/errors';
import type { Exchange } from '@/lib/model/exchange';
import type { RequestSpec } from '@/lib/model/request-spec';
import { logger } from '@/lib/log';
import { secretVariables } from '@/lib/sequence/secrets';
import { tell } from './changes';
import { chooseEnvironment, type ChosenEnvironment } from './environments';
import { presentExchange } from './exchanges';
import { refuseWhenFull, refuseWhenSpent, sendAllowances, whyRefused } from './fair-use';
import { cancelChannel, openChannel, refuseWhenStopping, wasInterrupted, type OpenChannel } from './live';
import { mayEdit, senderOf, type Member } from './member';
import { sendsUnderWay, takePlace } from './places';
import type { OwnSession } from './run-session';
import { tokensOf } from './session-tokens';
import { asInterrupted, asKept, storeFailure } from './send-outcome';
import { keptFor } from './transports';
import { keepMarking, markedWhenBroken } from './unkept';
import { uploadsOf } from './uploads';

export interface SendHooks {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  onSocket?: NonNullable<SendOptions['onSocket']>;
  /** nobody else has its session in view: a run made it */
  isUnseen?: boolean;
  /** false: the caller writes durably itself before it tells anyone */
  durable?: boolean;
  /** the session, where it was made for the one run that this send is of */
  own?: OwnSession | undefined;
  /** names of variables that are marked as secret */
  secrets?: ReadonlySet<string>;
  /** whose variables stand in where neither the request nor the session has one */
  environmentId?: string | undefined;
  /** `scheme://host:port` of all that may be sent to, on every hop; left out: wherever the server itself may */
  onlyOrigins?: readonly string[];
}

/** A send that was stored, with the body's bytes for whoever reads on. */
export interface StoredSend {
  exchange: Exchange;
  body: Uint8Array;
}

/** A send that was written down as running. */
interface Begun {
  member: Member;
  id: string;
  session: SessionState;
  spec: RequestSpec;
  startedAt: Date;
  channel: OpenChannel;
  environment: ChosenEnvironment | null;
}

/**
 * Sends one request through a session and stores the exchange and the jar's changes in one transaction.
 * A target's fault is data, in `exchange.error`; this throws only for a caller's mistake or a bug.
 * @throws AppError `not_found`, `rate_limited`, `store_busy` and `store_full` before anything is sent
 */
export async function sendThroughSession(
  member: Member,
  sessionId: string,
  spec: RequestSpec,
  hooks: SendHooks = {},
): Promise<StoredSend> {
  const begun = await begin(member, sessionId, spec, hooks);
  const unfollow = follow(hooks.signal, begun.id);
  try {
    return await carryOut(begun, hooks);
  } finally {
    unfollow();
    begun.channel.end('forget');
  }
}

/**
 * Starts a send and answers its id at once; progress and result come over the channel of that id.
 * @throws AppError `not_found`, `rate_limited`, `store_busy` and `store_full` before anything is sent
 */
export async function startSend(
  member: Member,
  sessionId: string,
  spec: RequestSpec,
  environmentId?: string,
): Promise<{ exchangeId: string }> {
  const begun = await begin(member, sessionId, spec, { environmentId });
  const { id, channel } = begun;
  const onProgress = (data: Progress): void => channel.publish({ event: 'progress', data });
  const finish = async (): Promise<void> => {
    const { exchange, body } = await carryOut(begun, { onProgress, onSocket: channel.admit });
    channel.publish({ event: 'exchange', data: presentExchange(exchange, body, 'page') });
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

/** What is refused at once is refused before anything is read: it must cost the others nothing. */
async function begin(
  member: Member,
  sessionId: string,
  spec: RequestSpec,
  hooks: Pick<SendHooks, 'environmentId' | 'own' | 'isUnseen'>,
): Promise<Begun> {
  mayEdit(member);
  refuseWhenStopping();
  refuseWhenFull();
  const allowances = sendAllowances(member);
  refuseWhenSpent(allowances);
  const leave = takePlace(member);
  try {
    const begun = await writeDown(member, sessionId, spec, { ...hooks, allowances });
    // No send waits for the others to be told of it.
    const tellOthers = (): void => {
      if (!hooks.isUnseen) void tell(member, 'send', { subjectId: begun.id, sessionId });
    };
    tellOthers();
    const end = endWith([leave, tellOthers], begun.channel);
    return { ...begun, channel: { ...begun.channel, end } };
  } catch (error) {
    leave();
    throw error;
  }
}

/** A send gives its place back when its channel ends, and the others are told. */
function endWith(deeds: readonly (() => void)[], { end }: OpenChannel): OpenChannel['end'] {
  return (how) => {
    for (const deed of deeds) deed();
    end(how);
  };
}

/** Written as `running` before anything is dialled, so that a send that dies with its process is seen and never repeated. */
async function writeDown(
  member: Member,
  sessionId: string,
  spec: RequestSpec,
  known: Pick<SendHooks, 'environmentId' | 'own'> & { allowances: readonly Allowance[] },
): Promise<Begun> {
  const { environmentId, own, allowances } = known;
  const session = own?.state ?? (await findSessionState(member.scope, sessionId));
  if (!session) throw notFound('session');
  const environment = environmentId ? await chooseEnvironment(member, environmentId) : null;
  const id = newId();
  const startedAt = new Date();
  const channel = openChannel(id, member.scope);
  try {
    const { method, url } = spec;
    const fairness = { allowances, atOnce: env().limits.sendsAtOnce };
    const by = { userId: member.userId, sentBy: senderOf(member) };
    const sent = { id, sessionId, startedAt, spec, method, url, by };
    const may = await exchanges.beginExchange(member.scope, sent, fairness, { ahead: own !== undefined });
    if (!may) throw await whyRefused(member.scope.db, allowances);
  } catch (error) {
    channel.end('forget');
    throw error;
  }
  return { member, id, session, spec, startedAt, channel, environment };
}

async function carryOut(begun: Begun, hooks: SendHooks): Promise<StoredSend> {
  const { member, id, startedAt, channel } = begun;
  const sessionId = begun.session.id;
  const result = await markedWhenBroken(member.scope, id, perform(begun, hooks));
  const { record, body, jar } = asKept(result, env().limits.storedBodyBytes);
  if (wasInterrupted(channel.signal) && record.error?.code === 'cancelled')
    record.error = asInterrupted(record);
  const exchange: Exchange = { id, sessionId, startedAt: startedAt.toISOString(), ...record };
  // Whoever watches elsewhere reads the end out of the database, and must find there what was said before it.
  const handedOn = channel.handedOn();
  if (handedOn) await handedOn;
  const stored = storeFailure(() =>
    exchanges.finishExchange(member.scope, {
      id,
      sessionId,
      record,
      body,
      jar,
      durable: hooks.durable ?? true,
      aside: sendsUnderWay() > 1,
      own: hooks.own?.jar,
    }),
  );
  const lost = await markedWhenBroken(member.scope, id, stored);
  hooks.own?.jar.apply(jar, record);
  if (lost) keepMarking(member.scope, id);
  exchange.error ??= lost;
  return { exchange, body };
}

async function perform(
  { member, session, spec, channel, environment }: Begun,
  hooks: SendHooks,
): Promise<SendResult> {
  const { transport, nonces } = keptFor(session.id);
  const result = await engineSend({
    spec,
    session,
    limits: env().limits,
    transport: hooks.onlyOrigins ? withinOrigins(transport, hooks.onlyOrigins) : transport,
    nonces,
    openUpload: uploadsOf(member),
    tokens: tokensOf(member, session.id),
    loadCookies: (host) =>
      hooks.own ? Promise.resolve(hooks.own.jar.load(host)) : loadCookies(member.scope, session.id, host),
    ...(environment && { variables: environment.values }),
    isSecret: secretVariables(new Set([...(hooks.secrets ?? []), ...(environment?.secrets ?? [])])),
    onRefused: ({ stage, reason, host }) =>
      logger().warn({ sessionId: session.id, stage, reason, host }, 'the egress guard refused a target'),
    signal: channel.signal,
    ...(hooks.onProgress && { onProgress: hooks.onProgress }),
    ...(hooks.onSocket && { onSocket: hooks.onSocket }),
  });
  const sentBy = senderOf(member);
  if (sentBy !== null) result.record.sentBy = sentBy;
  return result;
}

/** Stops the send when its caller goes, or when the run that it is part of is stopped. */
function follow(signal: AbortSignal | undefined, id: string): () => void {
  const stop = (): void => {
    cancelChannel(id, signal && wasInterrupted(signal) ? 'interrupted' : 'cancelled');
  };
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  return () => signal?.removeEventListener('abort', stop);
}
