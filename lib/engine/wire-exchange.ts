import type { Pairs } from '@/lib/model/pairs';
import type { SendLimits, TransportProgress } from './contract';
import { SendFailure } from './failure';
import type { RequestHead } from './request-head';
import { ResponseHeadReader } from './response-head';
import { beginsLate, closedEarly, silent } from './wire-failure';
import { exchangeFailure } from './exchange-failure';
import type { SocketUser, TappedSocket } from './wire-socket';

/** One exchange as it ended: whole, or broken off after its headers. Times are `performance.now()`. */
export interface WireOutcome {
  /** true once a byte of the request may have left */
  begun: boolean;
  reader: ResponseHeadReader;
  body: Buffer;
  trailers: Pairs;
  failure: SendFailure | null;
  times: {
    started: number;
    sent: number | null;
    firstByte: number | null;
    headed: number | null;
    ended: number;
  };
}
export interface ExchangeOptions {
  tapped: TappedSocket;
  request: RequestHead;
  method: string;
  upgrades: boolean;
  /** `host:port`, for messages */
  where: string;
  secure: boolean;
  readMs: number;
  limits: SendLimits;
  onProgress: (progress: TransportProgress) => void;
  now?: () => number;
}

/** This much framing (chunk sizes and extensions) in a row without a byte of body is an attack. */
const MAX_FRAMING = 65_536;

/** The part of undici's DispatchController that is used here. */
interface Controller {
  rawTrailers?: unknown;
  abort(reason: Error): void;
}

/** One request and its response on one connection: the handler that undici reports to, and the watch over the socket. */
export class WireExchange implements SocketUser {
  readonly reader: ResponseHeadReader;
  readonly done: Promise<WireOutcome>;
  #settle: (outcome: WireOutcome) => void = () => undefined;
  #chunks: Buffer[] = [];
  #size = 0;
  #framing = 0;
  #settled = false;
  #trailers: Pairs = [];
  #times: WireOutcome['times'];
  #lastActivity: number;
  #timer: NodeJS.Timeout | undefined;
  /** when the timer rings, by `performance.now()` */
  #rings = Infinity;

  constructor(private readonly options: ExchangeOptions) {
    this.reader = new ResponseHeadReader(options.limits, {
      expectsContinue: options.request.expectsContinue,
      isHead: options.method === 'HEAD',
      upgrades: options.upgrades,
    });
    this.done = new Promise((resolve) => (this.#settle = resolve));
    const started = performance.now();
    this.#times = { started, sent: null, firstByte: null, headed: null, ended: started };
    this.#lastActivity = started;
    this.#watchSilence();
  }

  get request(): RequestHead {
    return this.options.request;
  }
  /** True once a byte of the request may have left. */
  begun = false;

  /** The connection takes the head now. */
  sending(): void {
    this.begun = true;
    this.options.onProgress({ type: 'phase', phase: 'send' });
  }
  /** A part of the request is in the system's hands. */
  progressed(): void {
    this.#lastActivity = performance.now();
  }
  sent(): void {
    if (this.#settled || this.#times.sent !== null) return;
    this.#times.sent = this.#lastActivity = performance.now();
    if (this.#times.firstByte !== null) return;
    this.options.onProgress({ type: 'phase', phase: 'wait' });
    this.#watchSilence();
  }

  /** Bytes came from the socket; gives those that the parser may see. */
  received(chunk: Buffer): Buffer | null {
    if (this.#settled) return null;
    this.#lastActivity = performance.now();
    this.#times.firstByte ??= this.#lastActivity;
    if (this.reader.head) this.#framing += chunk.length;
    const passed = this.reader.push(chunk);
    if (passed instanceof SendFailure) {
      this.fail(passed);
      return null;
    }
    // A short framing run may hide in one chunk; what matters is that an endless one ends.
    if (this.#framing > MAX_FRAMING + chunk.length) {
      this.fail(this.#tooLarge('The response is mostly framing (chunk extensions) and hardly any body.'));
      return null;
    }
    return passed.length === 0 ? null : passed;
  }

  onRequestStart(controller: Controller): void {
    if (this.#settled) controller.abort(new Error('ended before it began'));
  }

  /** 101: the exchange ends here, and undici has let go of the socket. */
  onRequestUpgrade(): void {
    this.#headed();
    this.#end(null);
  }

  onResponseStart(): void {
    const head = this.#headed();
    if (!head) return;
    this.options.onProgress({ type: 'phase', phase: 'receive' });
    const limit = this.options.limits.responseWireBytes;
    if (this.options.method !== 'HEAD' && head.contentLength !== null && head.contentLength > limit)
      this.fail(
        this.#tooLarge(`The response announces ${head.contentLength} bytes; ${limit} are allowed here.`),
      );
  }

  onResponseData(_controller: Controller, chunk: Buffer): void {
    if (this.#settled) return;
    this.#framing = 0;
    const limit = this.options.limits.responseWireBytes;
    const kept = chunk.subarray(0, Math.max(0, limit - this.#size));
    if (kept.length > 0) this.#chunks.push(kept);
    this.#size += kept.length;
    this.options.onProgress({ type: 'bytes', received: this.#size, chunk: kept });
    if (kept.length < chunk.length)
      this.fail(
        this.#tooLarge(
          `The response is longer than the ${limit} bytes allowed here. The first part is kept.`,
        ),
      );
  }

  onResponseEnd(controller: Controller): void {
    const raw = controller.rawTrailers;
    if (Array.isArray(raw))
      for (let index = 0; index + 1 < raw.length; index += 2)
        this.#trailers.push([latin1(raw[index]), latin1(raw[index + 1])]);
    this.#end(null);
  }

  onResponseError(_controller: Controller, error: Error): void {
    this.fail(this.#explain(error));
  }

  /** The socket broke, or undici broke it: told before undici's own listener, which takes a reset for an end (RFC 9112 §8). */
  broke(error: Error): void {
    this.fail(this.#explain(error));
  }

  /** Ends the exchange with this failure, unless it has ended, and frees the socket at once. */
  fail(failure: SendFailure): void {
    if (this.#settled) return;
    this.#end(failure);
    this.options.tapped.socket.destroy();
  }

  #headed(): ResponseHeadReader['head'] {
    const { head } = this.reader;
    if (!head || this.#settled) return null;
    this.#times.headed = performance.now();
    const { status, reason, headers } = head;
    this.options.onProgress({ type: 'response', status, reason, headers });
    return head;
  }

  #end(failure: SendFailure | null): void {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#timer);
    this.#times.ended = performance.now();
    const complete = this.#times.headed !== null || failure !== null;
    this.#settle({
      begun: this.begun,
      reader: this.reader,
      body: Buffer.concat(this.#chunks),
      trailers: this.#trailers,
      failure: complete ? failure : closedEarly(this.options.where, 'before its headers were whole'),
      times: this.#times,
    });
  }

  /** Our own timer, because undici's counts in whole seconds: the longest silence between bytes, either way (R146). */
  #watchSilence(): void {
    const { where, readMs, limits } = this.options;
    const now = performance.now();
    const { sent, firstByte } = this.#times;
    const silence = this.#lastActivity + readMs - now;
    const begin = sent !== null && firstByte === null ? sent + limits.firstByteMs - now : Infinity;
    const left = Math.min(silence, begin);
    if (left > 0) {
      // One that rings sooner will look again by itself.
      if (this.#rings <= now + left) return;
      clearTimeout(this.#timer);
      this.#rings = now + left;
      this.#timer = setTimeout(() => {
        this.#rings = Infinity;
        this.#watchSilence();
      }, Math.ceil(left));
    } else this.fail(silence <= 0 ? silent(where, readMs) : beginsLate(where, limits.firstByteMs));
  }

  #tooLarge(message: string): SendFailure {
    return new SendFailure('response_too_large', message);
  }

  #explain(error: Error): SendFailure {
    const { where, secure, limits } = this.options;
    return exchangeFailure(error, { where, secure, limits, reader: this.reader, received: this.#size });
  }
}

function latin1(text: unknown): string {
  return Buffer.isBuffer(text) ? text.toString('latin1') : String(text);
}
