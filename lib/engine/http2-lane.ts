import http2 from 'node:http2';
import type { WireResponse } from './contract';
import type { Dialed } from './connect';
import { SendFailure } from './failure';
import { exchangeHttp2, wasRefused } from './http2-exchange';
import { IDEMPOTENT, KEEP_ALIVE_MS } from './lane';
import type { Job } from './wire-job';

/** One kept connection that speaks HTTP/2. It serves one exchange at a time, as the others do. */
export interface Http2Lane {
  key: string;
  session: http2.ClientHttp2Session;
  dialed: Dialed;
  used: boolean;
  /** its end is listened for: once, however often it is kept */
  watched: boolean;
  /** ends it when nothing has come for a while */
  timer?: NodeJS.Timeout;
}

/** Begins to speak HTTP/2 on a fresh connection. */
export function openHttp2Lane(key: string, dialed: Dialed, { target, limits }: Job): Http2Lane {
  const session = http2.connect(`https://${target.host}:${target.port}`, {
    createConnection: () => dialed.socket,
    settings: { enablePush: false },
    maxSessionMemory: 16,
    maxHeaderListPairs: limits.responseHeaderLines + 4,
  });
  // Whoever waits for an answer hears of it too; while nobody does, it only ends the connection.
  session.on('error', () => undefined);
  session.once('close', () => dialed.raw.destroy());
  return { key, session, dialed, used: false, watched: false };
}

/** The connections of one transport that speak HTTP/2 and have nothing to do. */
export class Http2Lanes {
  readonly #idle = new Map<string, Set<Http2Lane>>();

  /** One that may be used now, out of the idle ones. */
  take(key: string): Http2Lane | undefined {
    for (const lane of this.#idle.get(key) ?? []) {
      this.#forget(lane);
      if (isOpen(lane)) return lane;
      lane.session.destroy();
    }
    return undefined;
  }

  /** Runs one exchange, after which the connection is kept when it can be. @throws SendFailure as `exchangeHttp2` does */
  async exchange(lane: Http2Lane, job: Job): Promise<WireResponse> {
    const { session, dialed, used } = lane;
    let keep = false;
    lane.used = true;
    try {
      const response = await exchangeHttp2(session, job, used ? null : dialed, dialed.tls);
      keep = response.failure === null && job.head.keepsAlive;
      return response;
    } finally {
      if (keep && isOpen(lane)) this.#keep(lane);
      else session.destroy();
    }
  }

  /** A kept connection that the server had closed: as for HTTP/1.1, the request may go out once more on another. */
  mayRetry({ request }: Job, error: unknown): boolean {
    if (!(error instanceof SendFailure) || error.code !== 'connection_error') return false;
    return IDEMPOTENT.has(request.method) || wasRefused(error.details.cause);
  }

  close(): void {
    for (const lanes of this.#idle.values()) for (const { session } of lanes) session.destroy();
    this.#idle.clear();
  }

  #keep(lane: Http2Lane): void {
    const lanes = this.#idle.get(lane.key) ?? new Set();
    this.#idle.set(lane.key, lanes.add(lane));
    lane.timer = setTimeout(() => lane.session.destroy(), KEEP_ALIVE_MS).unref();
    if (lane.watched) return;
    lane.watched = true;
    lane.session.once('close', () => this.#forget(lane));
  }

  #forget(lane: Http2Lane): void {
    clearTimeout(lane.timer);
    const lanes = this.#idle.get(lane.key);
    lanes?.delete(lane);
    if (lanes?.size === 0) this.#idle.delete(lane.key);
  }
}

function isOpen({ session, dialed }: Http2Lane): boolean {
  return !session.closed && !session.destroyed && dialed.raw.remoteAddress !== undefined;
}
