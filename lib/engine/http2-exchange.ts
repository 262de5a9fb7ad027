import http2 from 'node:http2';
import type { TlsInfo } from '@/lib/model/exchange';
import type { Pairs } from '@/lib/model/pairs';
import { isSource, type WireContent } from './body-source';
import type { WireResponse } from './contract';
import type { Dialed } from './connect';
import { SendFailure } from './failure';
import { fieldsOf, objectOf, pairsOf, plain, statusOf } from './http2-fields';
import {
  abortFailure,
  beginsLate,
  closedEarly,
  protocolFailure,
  silent,
  socketFailure,
} from './wire-failure';
import type { Job } from './wire-job';

/** The connection went while a request was on its way: nobody broke a rule (RFC 9113 §6.8). */
const ENDED = new Set([
  'ERR_HTTP2_GOAWAY_SESSION',
  'ERR_HTTP2_INVALID_SESSION',
  'ERR_HTTP2_SESSION_ERROR',
  'ERR_HTTP2_STREAM_CANCEL',
]);

/** The server looked at no byte of the request (RFC 9113 §8.7), so that it may go out once more, whatever it is. */
export function wasRefused(error: unknown): boolean {
  return error instanceof Error && error.message.endsWith('NGHTTP2_REFUSED_STREAM');
}

/** Fields that may stand once (RFC 9110 §5.3) are not sent twice by Node's HTTP/2, which over HTTP/1.1 we do. */
function repeatedField(error: unknown): SendFailure | null {
  if (!(error instanceof Error && 'code' in error && error.code === 'ERR_HTTP2_HEADER_SINGLE_VALUE'))
    return null;
  const [, name = 'header'] = /"([^"]*)"/.exec(error.message) ?? [];
  const message = `Over HTTP/2 the header “${name}” can be sent only once. Keep one of them, or switch http2 off for this request. Nothing was sent.`;
  return new SendFailure('invalid_header', message, { field: 'headers', cause: error });
}

async function write(stream: http2.ClientHttp2Stream, body: WireContent | null): Promise<void> {
  if (body === null) return;
  if (!isSource(body)) return void stream.end(body);
  for await (const piece of body.open()) {
    if (stream.destroyed) return;
    if (!stream.write(piece))
      await new Promise((resolve) => stream.once('drain', resolve).once('close', resolve));
  }
  stream.end();
}

/**
 * One request and its response over a connection that speaks HTTP/2 (RFC 9113), which has no other at that time. `dialed`:
 * null on a kept one.
 * @throws SendFailure when no response headers came; what breaks later is the response's `failure`
 */
export async function exchangeHttp2(
  session: http2.ClientHttp2Session,
  job: Job,
  dialed: Dialed | null,
  tls: TlsInfo | null,
): Promise<WireResponse> {
  const { request } = job;
  const run = new Http2Exchange(job, dialed, tls);
  const broke = (error: Error): void => run.fail(error);
  const closed = (): void => run.fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
  const stop = (): void => run.fail(abortFailure(request.signal));
  session.on('error', broke).on('close', closed);
  request.signal.addEventListener('abort', stop, { once: true });
  if (request.signal.aborted) stop();
  try {
    return await run.over(session);
  } finally {
    request.signal.removeEventListener('abort', stop);
    session.off('error', broke).off('close', closed);
  }
}

class Http2Exchange {
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #head: Pairs | null = null;
  #trailers: Pairs = [];
  #end: (failure: SendFailure | null) => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #ended = new Promise<SendFailure | null>((resolve) => (this.#end = resolve));
  readonly #times = { started: performance.now(), sent: 0, headed: 0 };

  constructor(
    private readonly job: Job,
    private readonly dialed: Dialed | null,
    private readonly tls: TlsInfo | null,
  ) {}

  get #where(): string {
    const { target } = this.job;
    return `${target.host}:${target.port}`;
  }

  async over(session: http2.ClientHttp2Session): Promise<WireResponse> {
    const { job } = this;
    const fields = fieldsOf(job);
    const { body } = job.request;
    job.onProgress({ type: 'phase', phase: 'send' });
    const stream = this.#open(session, fields);
    if (!stream) return this.#response(fields, await this.#ended);
    this.#hear(stream, session);
    this.#wait();
    write(stream, body).then(
      () => {
        this.#times.sent = performance.now();
        if (!this.#head) this.#wait();
        job.onProgress({ type: 'phase', phase: 'wait' });
      },
      (error: unknown) => this.fail(error),
    );
    const failure = await this.#ended;
    clearTimeout(this.#timer);
    stream.close(http2.constants.NGHTTP2_CANCEL);
    return this.#response(fields, failure);
  }

  /** Null when Node sends no such request, or the session closes just now; it has failed then. */
  #open(session: http2.ClientHttp2Session, fields: Pairs): http2.ClientHttp2Stream | null {
    try {
      return session.request(objectOf(fields), { endStream: this.job.request.body === null });
    } catch (error) {
      this.fail(repeatedField(error) ?? error);
      return null;
    }
  }

  /** Ends it; only the first ground counts. */
  fail(error: unknown): void {
    const where = this.#where;
    if (error instanceof SendFailure) return this.#end(error);
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!this.#head && (ENDED.has(code) || wasRefused(error)))
      return this.#end(closedEarly(where, 'before its headers were whole', error));
    const broken = code.startsWith('ERR_HTTP2')
      ? protocolFailure(`${where} broke the rules of HTTP/2. What came before is kept.`, 'http2', error)
      : socketFailure(error, where, true);
    this.#end(broken);
  }

  #hear(stream: http2.ClientHttp2Stream, session: http2.ClientHttp2Session): void {
    stream.on('error', (error: Error) => this.fail(error));
    stream.on('response', (_headers, _flags, ...[raw]: unknown[]) => this.#headed(pairsOf(raw)));
    stream.on('trailers', (_headers, _flags, ...[raw]: unknown[]) => (this.#trailers = pairsOf(raw)));
    stream.on('data', (chunk: Buffer) => this.#take(chunk));
    stream.on('close', () => {
      if (this.#head) return this.#end(null);
      // Of a connection that broke its own listeners tell, unless it was closed in good order.
      this.#end(
        session.closed
          ? closedEarly(this.#where, 'before its headers were whole')
          : protocolFailure('The stream ended before its headers were whole.', 'http2'),
      );
    });
  }

  #headed(fields: Pairs): void {
    const bytes = fields.reduce((sum, [name, value]) => sum + name.length + value.length + 32, 0);
    const { responseHeaderBytes } = this.job.limits;
    if (bytes > responseHeaderBytes) {
      const message = `The response's headers are longer than the ${responseHeaderBytes} bytes allowed here.`;
      return this.fail(new SendFailure('headers_too_large', message));
    }
    this.#head = fields;
    this.#times.headed = performance.now();
    this.#wait();
    this.job.onProgress({ type: 'response', status: statusOf(fields), reason: '', headers: plain(fields) });
    this.job.onProgress({ type: 'phase', phase: 'receive' });
  }

  #take(chunk: Buffer): void {
    this.#wait();
    const limit = this.job.limits.responseWireBytes;
    const kept = chunk.subarray(0, limit - this.#size);
    if (kept.length > 0) this.#chunks.push(kept);
    this.#size += kept.length;
    this.job.onProgress({ type: 'bytes', received: this.#size, chunk: kept });
    if (kept.length === chunk.length) return;
    const message = `The response is longer than the ${limit} bytes allowed here. The first part is kept.`;
    this.fail(new SendFailure('response_too_large', message));
  }

  /** The longest silence, anew after each sign of life (R146), and what the server takes to begin. */
  #wait(): void {
    clearTimeout(this.#timer);
    const { request, limits } = this.job;
    const begins = this.#times.sent > 0 && !this.#head && limits.firstByteMs < request.readMs;
    const where = this.#where;
    const failure = begins ? beginsLate(where, limits.firstByteMs) : silent(where, request.readMs);
    this.#timer = setTimeout(() => this.fail(failure), begins ? limits.firstByteMs : request.readMs);
  }

  #response(sentHeaders: Pairs, failure: SendFailure | null): WireResponse {
    const head = this.#head;
    if (!head) throw failure ?? protocolFailure('The response had no head.', 'http2');
    const ended = performance.now();
    const { started, headed } = this.#times;
    const sent = this.#times.sent || headed;
    const waited = Math.max(0, headed - sent);
    const measured = {
      dnsMs: this.dialed && this.dialed.dnsMs,
      connectMs: this.dialed && this.dialed.connectMs,
      tlsMs: this.dialed && this.dialed.tlsMs,
      sendMs: sent - started,
      waitMs: waited,
      receiveMs: ended - headed,
    };
    return {
      status: statusOf(head),
      reason: '',
      httpVersion: '2',
      headers: plain(head),
      trailers: this.#trailers,
      body: Buffer.concat(this.#chunks),
      elapsedMs: headed - this.job.started,
      timings: { ...measured, totalMs: ended - this.job.started },
      tls: this.tls,
      sentHeaders,
      headMarks: this.job.head.marks,
      failure,
    };
  }
}
