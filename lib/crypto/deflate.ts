import 'server-only';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

/** Smaller values gain too little for a turn of the thread pool. */
const WORTHWHILE = 256 * 1024;
/** So much of a value is tried first: what was compressed before does not get smaller. */
const SAMPLE = 16 * 1024;
const LEVEL = 1;
const OPTIONS = { level: LEVEL, chunkSize: 256 * 1024 };

const deflateRaw = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.deflateRaw);
const inflateRaw = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.inflateRaw);

/**
 * Raw deflate (RFC 1951) of a large value; null where it would be of no use. A JSON body of 10 MB is a tenth of that
 * afterwards, and what seals, binds and writes it holds the event loop a tenth as long.
 */
export async function deflate(plain: Uint8Array): Promise<Buffer | null> {
  if (plain.length < WORTHWHILE) return null;
  // From the middle, since what a file begins with is often not like the rest of it.
  const from = plain.length >> 1;
  const sample = zlib.deflateRawSync(plain.subarray(from, from + SAMPLE), { level: LEVEL });
  return sample.length > SAMPLE * 0.7 ? null : deflateRaw(plain, OPTIONS);
}

/** Undoes `deflate`. */
export function inflate(deflated: Uint8Array): Promise<Buffer> {
  return inflateRaw(deflated, OPTIONS);
}
