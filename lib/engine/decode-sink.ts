/** Where decoded bytes gather until a limit; what came before the limit is kept. */
export class DecodeSink {
  #chunks: Uint8Array[] = [];
  size = 0;
  full = false;

  /** `limit` in bytes */
  constructor(private readonly limit: number) {}

  /** Takes a chunk, or the part of it that fits; false when the decoder should stop. */
  push(chunk: Uint8Array): boolean {
    const kept = chunk.subarray(0, this.limit - this.size);
    if (kept.length > 0) this.#chunks.push(kept);
    this.size += kept.length;
    if (kept.length < chunk.length) this.full = true;
    return !this.full;
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#chunks);
  }
}

/** How a decoder ended: the limit is told by the sink. */
export type DecodeEnd = 'whole' | 'truncated' | 'corrupt' | 'too_slow';

/** Undoes one coding into a sink. Never rejects for what the bytes hold. */
export type Decoder = (input: Uint8Array, sink: DecodeSink) => Promise<DecodeEnd>;

/** Lets other work run once ours has held the event loop for 8 ms. */
export function politely(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < 8) return;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  };
}
