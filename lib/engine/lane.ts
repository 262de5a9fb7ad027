import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { Client } from 'undici';
import type { WireRequest } from './contract';
import type { Dialed } from './connect';
import { proxyName } from './proxy-url';
import { WireExchange, type WireOutcome } from './wire-exchange';
import { abortFailure } from './wire-failure';
import type { Job } from './wire-job';
import { tapSocket, type TappedSocket } from './wire-socket';

/** One kept connection. It serves one exchange at a time. */
export interface Lane {
  key: string;
  client: Client;
  tapped: TappedSocket;
  dialed: Dialed;
  used: boolean;
  /** its end is listened for: once, however often it is given back */
  watched: boolean;
}
/** Idle connections are closed after this long, unless the server's Keep-Alive header says otherwise. */
export const KEEP_ALIVE_MS = 4_000;
/** RFC 9110 §9.2.2 */
export const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

/** R28; nothing for the usual ones, which need no digest then. */
function tlsSettings({ verify, cert }: WireRequest): string {
  return verify === true && cert === null ? '' : JSON.stringify([verify, cert]);
}

/** One proxy takes requests for many targets on one connection, as urllib3 has it; the digest hides PEM and passwords. */
export function laneKey({ request, target, via, limits }: Job): string {
  const encrypts = target.secure || via?.target.secure;
  const settings = (encrypts ? tlsSettings(request) : '') + (via ? via.key : '');
  const digest = settings === '' ? '' : createHash('sha256').update(settings).digest('base64');
  const end = via?.forwards
    ? 'forwarded'
    : `${target.secure ? 'https' : 'http'} ${target.host} ${target.port}`;
  return `${end} ${digest} ${limits.responseHeaderBytes}${request.http2 ? ' h2' : ''}`;
}

/** Who a message speaks of: the target, or the proxy that stands in for it. */
function peerOf({ target, via }: Job): string {
  return via?.forwards ? `${proxyName(via.server)} (the proxy)` : `${target.host}:${target.port}`;
}

export function openLane(key: string, dialed: Dialed, { target, limits }: Job): Lane {
  let given = false;
  const client = new Client(`${target.secure ? 'https' : 'http'}://${target.host}:${target.port}`, {
    // This client has this one socket; when it is gone, so is the client.
    connect: (_options, callback) => {
      if (given) return callback(new Error('the connection is gone'), null);
      given = true;
      // Not at once: undici drops what happens while it is still asking.
      queueMicrotask(() => callback(null, dialed.socket));
    },
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: 60_000,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: limits.responseHeaderBytes,
    maxResponseSize: -1,
  });
  return { key, client, tapped: tapSocket(dialed.socket), dialed, used: false, watched: false };
}

/** After a 101 undici has let go of the socket, and so do we. */
export function detach(lane: Lane): Socket {
  void lane.client.destroy();
  return lane.tapped.release();
}

/** Runs one exchange on a lane that nobody else uses. Never rejects. */
export async function exchange(lane: Lane, job: Job): Promise<WireOutcome> {
  const { request, target, via, head, limits, onProgress } = job;
  const run = new WireExchange({
    tapped: lane.tapped,
    request: head,
    method: request.method,
    where: peerOf(job),
    secure: via?.forwards ? via.target.secure : target.secure,
    upgrades: request.upgrades ?? false,
    readMs: request.readMs,
    limits,
    onProgress,
  });
  const stop = (): void => run.fail(abortFailure(request.signal));
  request.signal.addEventListener('abort', stop, { once: true });
  lane.tapped.user = run;
  // undici learns only whether a body can follow; line, headers and body are ours (request-head.ts).
  lane.client.dispatch(
    {
      path: '/',
      method: request.method === 'HEAD' ? 'HEAD' : 'POST',
      reset: !head.keepsAlive,
      upgrade: request.upgrades ? 'websocket' : null,
    },
    run,
  );
  if (request.signal.aborted) stop();
  const outcome = await run.done;
  request.signal.removeEventListener('abort', stop);
  if (lane.tapped.user === run) lane.tapped.user = null;
  return outcome;
}

/** A kept connection that the server had closed: the request may go out once more, as nobody can have acted on it twice. */
export function mayRetry(lane: Lane, job: Job, outcome: WireOutcome): boolean {
  const { failure, reader } = outcome;
  if (!lane.used || failure?.code !== 'connection_error' || reader.started) return false;
  return !outcome.begun || IDEMPOTENT.has(job.request.method);
}
