import zlib from 'node:zlib';
import type { Pairs } from '@/lib/model/pairs';
import { textEncoding } from './charset';
import type { Progress, TransportProgress } from './contract';
import { headerValue, joinedValue } from './headers';

/** A body is told as it comes up to this many characters; the whole of it is in the exchange. */
const LIVE_TEXT = 256 * 1024;
/** An event stream is there to be watched. */
const LIVE_EVENTS = 2 * 1024 * 1024;
/** At most so often, in milliseconds: a body that drips must not become as many messages. */
const PACE_MS = 50;

/** Whether what comes is a stream of events (WHATWG HTML §9.2). */
function isEventStream(headers: Pairs): boolean {
  return /^text\/event-stream\b/i.test((headerValue(headers, 'content-type') ?? '').trim());
}

/** What a watcher of one hop hears: everything that the transport tells, and the body's text as it comes. */
export class LiveHop {
  #headers: Pairs = [];
  #received = 0;
  #text = '';
  #left = 0;
  #feed: ((chunk: Uint8Array) => void) | null = null;
  #stop: (() => void) | null = null;
  #timer: NodeJS.Timeout | undefined;
  #told = 0;

  constructor(
    private readonly hop: number,
    private readonly watcher: ((progress: Progress) => void) | undefined,
  ) {}

  /** The request leaves. */
  begin(method: string, url: string): void {
    this.watcher?.({ type: 'hop', hop: this.hop, method, url });
  }

  hear(progress: TransportProgress): void {
    if (!this.watcher) return;
    if (progress.type === 'bytes') return this.#take(progress.chunk, progress.received);
    if (progress.type === 'response') {
      this.#headers = progress.headers;
      this.#left = isEventStream(progress.headers) ? LIVE_EVENTS : LIVE_TEXT;
    }
    this.watcher({ ...progress, hop: this.hop });
  }

  /** No more comes; what was held back is told. */
  end(): void {
    clearTimeout(this.#timer);
    this.#stop?.();
    this.#flush();
  }

  #take(chunk: Uint8Array, received: number): void {
    if (this.#received === 0) this.#feed = this.#reader(chunk);
    this.#received = received;
    this.#feed?.(chunk);
    this.#soon();
  }

  #soon(): void {
    const wait = this.#told + PACE_MS - performance.now();
    if (wait <= 0) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), wait);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#told = performance.now();
    const { hop } = this;
    if (this.#received > 0) this.watcher?.({ type: 'bytes', hop, received: this.#received });
    if (this.#text !== '') this.watcher?.({ type: 'text', hop, text: this.#text });
    this.#text = '';
  }

  /** How the body is read while it comes; null for bytes, and for a coding that can be undone at its end alone. */
  #reader(first: Uint8Array): ((chunk: Uint8Array) => void) | null {
    const coding = (joinedValue(this.#headers, 'content-encoding') ?? '').trim().toLowerCase();
    if (coding === '' || coding === 'identity') return this.#textReader(textEncoding(this.#headers, first));
    if (coding !== 'gzip' && coding !== 'x-gzip') return null;
    const read = this.#textReader(textEncoding(this.#headers, new Uint8Array()) ?? 'utf-8');
    const stream = zlib.createGunzip({ finishFlush: zlib.constants.Z_SYNC_FLUSH });
    this.#stop = () => stream.destroy();
    stream.on('error', () => undefined);
    stream.on('data', (chunk: Buffer) => {
      read?.(chunk);
      this.#soon();
      if (this.#left <= 0) stream.destroy();
    });
    return (chunk) => {
      if (!stream.destroyed) stream.write(chunk);
    };
  }

  #textReader(encoding: string | null): ((chunk: Uint8Array) => void) | null {
    const decoder = decoderOf(encoding);
    if (!decoder) return null;
    return (chunk) => {
      if (this.#left <= 0) return;
      const text = decoder.decode(chunk, { stream: true }).slice(0, this.#left);
      this.#left -= text.length;
      this.#text += text;
    };
  }
}

function decoderOf(encoding: string | null): TextDecoder | null {
  if (encoding === null) return null;
  try {
    return new TextDecoder(encoding);
  } catch {
    return null;
  }
}
