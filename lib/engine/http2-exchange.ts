import http2 from 'node:http2';
import type { Pairs } from '@/lib/model/pairs';
import { isSource, type WireContent } from './body-source';
import type { WireResponse } from './contract';
import type { Dialed } from './connect';
import { SendFailure } from './failure';
import { abortFailure, protocolFailure, socketFailure } from './wire-failure';
import type { Job } from './wire-job';

/** Fields of one connection, which HTTP/2 has not (RFC 9113 §8.2.2); Host is its `:authority`. */
const OF_CONNECTION = new Set([
  'host',
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'te',
  'http2-settings',
]);

function fieldsOf({ request, target, head }: Job): Pairs {
  const host = head.sentHeaders.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? target.host;
  const [, path = '/'] = head.head.toString('latin1').split(' ', 2);
  const rest = head.sentHeaders
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => !OF_CONNECTION.has(name));
  const pseudo: Pairs = [
    [':method', request.method],
    [':scheme', 'https'],
    [':authority', host],
    [':path', path],
  ];
  return [...pseudo, ...rest];
}

/** As Node wants them: the values of a repeated field in a list. */
function objectOf(fields: Pairs): http2.OutgoingHttpHeaders {
  const headers: http2.OutgoingHttpHeaders = {};
  for (const [name, value] of fields) {
    const before = headers[name];
    headers[name] = before === undefined ? value : [before, value].flat().map(String);
  }
  return headers;
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
 * One request and its response over a connection that speaks HTTP/2 (RFC 9113). The connection serves this one alone.
 * @throws SendFailure when no response headers came; what breaks later is the response's `failure`
 */
export async function exchangeHttp2(dialed: Dialed, job: Job): Promise<WireResponse> {
  const { target, request } = job;
  const session = http2.connect(`https://${target.host}:${target.port}`, {
    createConnection: () => dialed.socket,
    settings: { enablePush: false },
    maxSessionMemory: 16,
    maxHeaderListPairs: job.limits.responseHeaderLines + 4,
  });
  const run = new Http2Exchange(job, dialed);
  session.on('error', (error: Error) => run.fail(error));
  const stop = (): void => run.fail(abortFailure(request.signal));
  request.signal.addEventListener('abort', stop, { once: true });
  if (request.signal.aborted) stop();
  try {
    return await run.over(session);
  } finally {
    request.signal.removeEventListener('abort', stop);
    session.destroy();
    dialed.raw.destroy();
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
    private readonly dialed: Dialed,
  ) {}

  async over(session: http2.ClientHttp2Session): Promise<WireResponse> {
    const { job } = this;
    const fields = fieldsOf(job);
    const { body } = job.request;
    job.onProgress({ type: 'phase', phase: 'send' });
    const stream = session.request(objectOf(fields), { endStream: body === null });
    this.#hear(stream);
    this.#wait();
    write(stream, body).then(
      () => {
        this.#times.sent = performance.now();
        job.onProgress({ type: 'phase', phase: 'wait' });
      },
      (error: unknown) => this.fail(error),
    );
    const failure = await this.#ended;
    clearTimeout(this.#timer);
    stream.close(http2.constants.NGHTTP2_CANCEL);
    return this.#response(fields, failure);
  }

  /** Ends it; only the first ground counts. */
  fail(error: unknown): void {
    const { target } = this.job;
    const where = `${target.host}:${target.port}`;
    if (error instanceof SendFailure) return this.#end(error);
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const broken = code.startsWith('ERR_HTTP2')
      ? protocolFailure(`${where} broke the rules of HTTP/2. What came before is kept.`, 'http2', error)
      : socketFailure(error, where, true);
    this.#end(broken);
  }

  #hear(stream: http2.ClientHttp2Stream): void {
    stream.on('error', (error: Error) => this.fail(error));
    stream.on('response', (_headers, _flags, ...[raw]: unknown[]) => this.#headed(pairsOf(raw)));
    stream.on('trailers', (_headers, _flags, ...[raw]: unknown[]) => (this.#trailers = pairsOf(raw)));
    stream.on('data', (chunk: Buffer) => this.#take(chunk));
    stream.on('close', () => {
      const early = protocolFailure('The stream ended before its headers were whole.', 'http2');
      this.#end(this.#head ? null : early);
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

  /** The longest silence, anew after each sign of life (R146). */
  #wait(): void {
    clearTimeout(this.#timer);
    const { readMs } = this.job.request;
    const { host, port } = this.job.target;
    const message = `${host}:${port} sent nothing for ${readMs} ms. Try again, or allow more time.`;
    this.#timer = setTimeout(() => this.fail(new SendFailure('read_timeout', message)), readMs);
  }

  #response(sentHeaders: Pairs, failure: SendFailure | null): WireResponse {
    const head = this.#head;
    if (!head) throw failure ?? protocolFailure('The response had no head.', 'http2');
    const ended = performance.now();
    const { started, headed } = this.#times;
    const sent = this.#times.sent || headed;
    const { dnsMs, connectMs, tlsMs, tls } = this.dialed;
    const waited = Math.max(0, headed - sent);
    const measured = {
      dnsMs,
      connectMs,
      tlsMs,
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
      tls,
      sentHeaders,
      headMarks: this.job.head.marks,
      failure,
    };
  }
}

function pairsOf(raw: unknown): Pairs {
  const list = Array.isArray(raw) ? raw.map(String) : [];
  return Array.from({ length: list.length >> 1 }, (_, at) => [list[at * 2] ?? '', list[at * 2 + 1] ?? '']);
}

function statusOf(fields: Pairs): number {
  return Number(fields.find(([name]) => name === ':status')?.[1] ?? 0);
}

function plain(fields: Pairs): Pairs {
  return fields.filter(([name]) => !name.startsWith(':'));
}
