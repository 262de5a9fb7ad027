import type { EgressPolicy, SendLimits, Transport, WireRequest, WireResponse } from './contract';
import { dial, type Dialed } from './connect';
import { SendFailure } from './failure';
import { checkAddresses, refusalFailure } from './guard';
import { Http2Lanes, openHttp2Lane, type Http2Lane } from './http2-lane';
import { http2Works } from './http2-runtime';
import { detach, exchange, laneKey, mayRetry, openLane, type Lane } from './lane';
import { systemResolve, type Resolve } from './reach';
import { abortFailure } from './wire-failure';
import { checkedJob, type Job } from './wire-job';
import { wireResponse } from './wire-response';

class Connections implements Transport {
  #idle = new Map<string, Lane[]>();
  #http2 = new Http2Lanes();
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
    this.#http2.close();
    await Promise.all(lanes.map((lane) => lane.client.destroy()));
  }

  async #attempt(job: Job): Promise<WireResponse> {
    if (job.request.signal.aborted) throw abortFailure(job.request.signal);
    const key = laneKey(job);
    const kept = this.#http2.take(key);
    if (kept) return this.#overKept(kept, job);
    let lane = this.#takeIdle(key, job);
    if (!lane) {
      const dialed = await this.#dial(job);
      if (dialed.tls?.alpn === 'h2') return this.#http2.exchange(openHttp2Lane(key, dialed, job), job);
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

  async #overKept(lane: Http2Lane, job: Job): Promise<WireResponse> {
    const peer = lane.dialed.raw.remoteAddress;
    const refusal = peer === undefined ? null : this.#refusal(lane, job, peer);
    if (refusal) {
      lane.session.destroy();
      throw refusal;
    }
    try {
      return await this.#http2.exchange(lane, job);
    } catch (error) {
      if (!this.#http2.mayRetry(job, error)) throw error;
      return this.#attempt(job);
    }
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
  #refusal(
    { dialed: { behind } }: Pick<Lane, 'dialed'>,
    { target, via }: Job,
    peer: string,
  ): SendFailure | null {
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
