import type { SendLimits } from './contract';
import { SendFailure } from './failure';

/** Content that is read while it goes out, so that it need not fit into memory. */
export interface BodySource {
  /** bytes, known before the first is read (R68) */
  readonly size: number;
  /** Begins anew at the first byte each time: for 307 and 308 (R82), an answered challenge, a closed connection. */
  open(): AsyncIterable<Uint8Array>;
}

/** What follows the headers of a request: bytes in hand, or a source of them. */
export type WireContent = Uint8Array | BodySource;

export function isSource(content: WireContent | null): content is BodySource {
  return content !== null && !(content instanceof Uint8Array);
}

/** In bytes. */
export function contentSize(content: WireContent): number {
  return isSource(content) ? content.size : content.length;
}

/** The ceiling of what is held in memory, or of what is read while it goes out. Fails with `invalid_body`. */
export function checkBodySize(body: WireContent | null, limits: SendLimits): void {
  if (body === null) return;
  const size = contentSize(body);
  const most = isSource(body) ? limits.uploadBytes : limits.requestBodyBytes;
  if (size <= most) return;
  const message = `The body has ${size} bytes; at most ${most} can be sent.`;
  throw new SendFailure('invalid_body', message, { field: 'body' });
}

/** Several contents as one, each opened only when its turn comes. */
export function chained(contents: readonly WireContent[]): BodySource {
  return {
    size: contents.reduce((sum, content) => sum + contentSize(content), 0),
    async *open() {
      for (const content of contents) {
        if (isSource(content)) yield* content.open();
        else if (content.length > 0) yield content;
      }
    },
  };
}

/** The source with each of its pieces framed as a chunk (RFC 9112 §7.1). Its size is that of the content. */
export function chunkedSource(source: BodySource): BodySource {
  return {
    size: source.size,
    async *open() {
      for await (const piece of source.open()) {
        if (piece.length === 0) continue;
        yield Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]);
      }
      yield Buffer.from('0\r\n\r\n');
    },
  };
}

/** A source that remembers its beginning as it passes, for the record of what was sent. */
export class SampledSource implements BodySource {
  readonly size: number;
  #pieces: Uint8Array[] = [];

  /** `limit`: bytes that are remembered */
  constructor(
    private readonly source: BodySource,
    private readonly limit: number,
  ) {
    this.size = source.size;
  }

  /** What has passed since it was last opened, at most the limit. */
  sample(): Uint8Array {
    return Buffer.concat(this.#pieces);
  }

  async *open(): AsyncGenerator<Uint8Array> {
    let left = this.limit;
    this.#pieces = [];
    for await (const piece of this.source.open()) {
      // A copy: whoever made the piece may use its memory again.
      if (left > 0) this.#pieces.push(Uint8Array.from(piece.subarray(0, left)));
      left -= Math.min(left, piece.length);
      yield piece;
    }
  }
}
