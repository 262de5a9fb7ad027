import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { Client } from 'undici';
import type { EgressPolicy, SendLimits, Transport, WireRequest, WireResponse } from './contract';
import { dial, type Dialed } from './connect';
import { SendFailure } from './failure';
import { checkAddresses, refusalFailure } from './guard';
import { exchangeHttp2 } from './http2-exchange';
import { http2Works } from './http2-runtime';
import { proxyName } from './proxy-url';
import { systemResolve, type Resolve } from './reach';
import { abortFailure } from './wire-failure';
import { checkedJob, type Job } from './wire-job';
import { WireExchange, type WireOutcome } from './wire-exchange';
import { tapSocket, type TappedSocket } from './wire-socket';
import { wireResponse } from './wire-response';

/** One kept connection. It serves one exchange at a time. */
interface Lane {
  key: string;
  client: Client;
  tapped: TappedSocket;
  dialed: Dialed;
  used: boolean;
  /** its end is listened for: once, however often it is given back */
  watched: boolean;
}
/** Idle connections are closed after this long, unless the server's Keep-Alive header says otherwise. */
const KEEP_ALIVE_MS = 4_000;
/** RFC 9110 §9.2.2 */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

/** R28; nothing for the usual ones, which need no digest then. */
function tlsSettings({ verify, cert }: WireRequest): string {
  return verify === true && cert === null ? '' : JSON.stringify([verify, cert]);
}

/** One proxy takes requests for many targets on one connection, as urllib3 has it; the digest hides PEM and passwords. */
function laneKey({ request, target, via, limits }: Job): string {
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

function openLane(key: string, dialed: Dialed, { target, limits }: Job): Lane {
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
function detach(lane: Lane): Socket {
  void lane.client.destroy();
  return lane.tapped.release();
}

/** Runs one exchange on a lane that nobody else uses. Never rejects. */
async function exchange(lane: Lane, job: Job): Promise<WireOutcome> {
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
function mayRetry(lane: Lane, job: Job, outcome: WireOutcome): boolean {
  const { failure, reader } = outcome;
  if (!lane.used || failure?.code !== 'connection_error' || reader.started) return false;
  return !outcome.begun || IDEMPOTENT.has(job.request.method);
}

class Connections implements Transport {
  #idle = new Map<string, Lane[]>();
  constructor(
    private readonly policy: EgressPolicy,
    private readonly resolve: Resolve,
    readonly http2: boolean,
  ) {}

  async send(request: WireRequest, limits: SendLimits, onProgress: Job['onProgress']): Promise<WireResponse> {
    if (request.timed) return this.#attempt(checkedJob(request, limits, this.policy, onProgress));
    const total = new AbortController();
    const cancel = (): void => total.abort(abortFailure(request.signal));
    const timer = setTimeout(
      () =>
        total.abort(
          new SendFailure(
            'total_timeout',
            `The request took longer than the ${limits.totalMs} ms allowed in all.`,
          ),
        ),
      limits.totalMs,
    );
    if (request.signal.aborted) cancel();
    request.signal.addEventListener('abort', cancel, { once: true });
    try {
      return await this.#attempt(
        checkedJob({ ...request, signal: total.signal }, limits, this.policy, onProgress),
      );
    } finally {
      clearTimeout(timer);
      request.signal.removeEventListener('abort', cancel);
    }
  }

  async close(): Promise<void> {
    const lanes = [...this.#idle.values()].flat();
    this.#idle.clear();
    await Promise.all(lanes.map((lane) => lane.client.destroy()));
  }

  async #attempt(job: Job): Promise<WireResponse> {
    if (job.request.signal.aborted) throw abortFailure(job.request.signal);
    const key = laneKey(job);
    let lane = this.#takeIdle(key, job);
    if (!lane) {
      const dialed = await this.#dial(job);
      if (dialed.tls?.alpn === 'h2') return exchangeHttp2(dialed, job);
      lane = openLane(key, dialed, job);
    }
    let outcome = await exchange(lane, job);
    if (mayRetry(lane, job, outcome)) {
      this.#giveBack(lane, job);
      lane = openLane(key, await this.#dial(job), job);
      outcome = await exchange(lane, job);
    }
    const response = wireResponse(
      outcome,
      job.head,
      lane.used ? null : lane.dialed,
      lane.dialed.tls,
      job.started,
    );
    if (response.status === 101) return { ...response, socket: detach(lane) };
    this.#giveBack(lane, job);
    return response;
  }

  async #dial(job: Job): Promise<Dialed> {
    const { request, target, via, onProgress } = job;
    const { policy, resolve } = this;
    const { dnsMs } = job.limits;
    return dial({ target, via, policy, resolve, dnsMs, request, onProgress });
  }

  #takeIdle(key: string, job: Job): Lane | undefined {
    const lanes = this.#idle.get(key) ?? [];
    for (let lane = lanes.pop(); lane; lane = lanes.pop()) {
      const peer = lane.dialed.raw.remoteAddress;
      const open = !lane.tapped.socket.destroyed && peer !== undefined;
      const refusal = open ? this.#refusal(lane, job, peer) : null;
      if (open && !refusal) return lane;
      void lane.client.destroy();
      if (refusal) throw refusal;
    }
    return undefined;
  }

  /** The path may differ from the one that opened the connection: our own origins are open in part only. */
  #refusal({ dialed: { behind } }: Lane, { target, via }: Job, peer: string): SendFailure | null {
    const dialled = checkAddresses(via?.target ?? target, [peer], this.policy, 'connect');
    if (dialled) return refusalFailure(dialled, via ? 'proxy' : 'url');
    const hidden = behind === null ? null : checkAddresses(target, [behind], this.policy, 'connect');
    return hidden && refusalFailure(hidden);
  }

  #giveBack(lane: Lane, { head }: Job): void {
    lane.used = true;
    const { socket, flushed } = lane.tapped;
    if (socket.destroyed || !flushed || !head.keepsAlive) {
      void lane.client.destroy();
      return;
    }
    const lanes = this.#idle.get(lane.key) ?? [];
    lanes.push(lane);
    this.#idle.set(lane.key, lanes);
    if (lane.watched) return;
    lane.watched = true;
    lane.client.once('disconnect', () => {
      const left = (this.#idle.get(lane.key) ?? []).filter((other) => other !== lane);
      if (left.length > 0) this.#idle.set(lane.key, left);
      else this.#idle.delete(lane.key);
      void lane.client.destroy();
    });
  }
}

/**
 * The one place that opens connections to targets (undici 7). One Transport per session: connections are kept by origin
 * and TLS settings and reused one request at a time, so that sequential sends to an origin use one (R27, R28).
 * A request that meets a kept connection the server has closed is sent once more on a fresh one when no byte of an
 * answer came and either nothing had been sent or its method is idempotent.
 */
export function createTransport(
  policy: EgressPolicy,
  { resolve = systemResolve, http2 = http2Works() }: { resolve?: Resolve; http2?: boolean } = {},
): Transport {
  return new Connections(policy, resolve, http2);
}
