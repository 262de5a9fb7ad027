import { brotliStream } from './brotli-wasm';
import { politely, type Decoder } from './decode-sink';

const SLICE = 65_536;
const OUTPUT = 262_144;
/** BrotliStreamResultCode of brotli-dec-wasm, whose enum exists only once its wasm is loaded. */
const SUCCESS = 1;
const NEEDS_MORE_OUTPUT = 3;

/**
 * brotli (RFC 7932) by brotli-dec-wasm: Node 20's own has CVE-2026-111497, and these bytes come from strangers.
 * What follows the end of the stream is ignored, as browsers do.
 */
export const unbrotli: Decoder = async (input, sink) => {
  const stream = brotliStream();
  const pause = politely();
  let at = 0;
  let more = false;
  try {
    while (more || at < input.length) {
      const result = stream.dec(input.subarray(at, at + SLICE), OUTPUT);
      const code: number = result.code;
      at += result.input_offset;
      const room = sink.push(result.buf);
      result.free();
      if (!room || code === SUCCESS) return 'whole';
      more = code === NEEDS_MORE_OUTPUT;
      await pause();
    }
    return 'truncated';
  } catch {
    return 'corrupt';
  } finally {
    stream.free();
  }
};
