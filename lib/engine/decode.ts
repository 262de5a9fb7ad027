import type { Pairs } from '@/lib/model/pairs';
import type { SendLimits } from './contract';
import { unbrotli } from './decode-brotli';
import { DecodeSink, type Decoder, type DecodeEnd } from './decode-sink';
import { gunzip, inflate } from './decode-zlib';
import { unzstd } from './decode-zstd';
import { SendFailure } from './failure';

const DECODERS: Partial<Record<string, Decoder>> = { gzip: gunzip, 'x-gzip': gunzip, deflate: inflate, br: unbrotli, zstd: unzstd };
/** More codings than this on one body are an attack, not a format. */
const MAX_CODINGS = 5;

/** Codings in the order they must be undone (RFC 9110 §8.4). */
function codings(headers: Pairs): string[] {
  return headers
    .filter(([name]) => name.toLowerCase() === 'content-encoding')
    .flatMap(([, value]) => value.split(','))
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity')
    .reverse();
}

function failureOf(coding: string, end: DecodeEnd, sink: DecodeSink, limit: number): SendFailure | null {
  if (sink.full)
    return new SendFailure('response_too_large', `The body is larger than the ${limit} bytes allowed here once ${coding} is undone. The first part is kept.`, { reason: 'decoded' });
  if (end === 'whole') return null;
  const message = {
    truncated: `The ${coding} body ends too early. The part that could be decoded is kept.`,
    corrupt: sink.size > 0 ? `The ${coding} body is damaged. The part before that is kept.` : `The body says it is ${coding}, but it is not. It is kept as it came.`,
    too_slow: `Decoding the ${coding} body took too long. The first part is kept.`,
  }[end];
  return new SendFailure('content_decoding_error', message, { reason: end });
}

/**
 * Undoes the content codings of a response (R154, R155): gzip, deflate (zlib or raw), br, zstd, and lists of them.
 * An unknown coding ends it: the body stays as it is from there on. The headers are not changed.
 * Decodes in small steps, so that the event loop runs on, and holds at most twice `limits.responseBodyBytes`.
 * `failure`: `content_decoding_error` or `response_too_large`; `body` is then the part that was decoded, or the raw
 * bytes when nothing could be.
 */
export async function decodeBody(headers: Pairs, body: Uint8Array, limits: SendLimits): Promise<{ body: Uint8Array; failure: SendFailure | null }> {
  const limit = limits.responseBodyBytes;
  const list = codings(headers);
  let bytes = body;
  let failure: SendFailure | null = null;
  if (body.length > 0 && list.length > MAX_CODINGS)
    return { body, failure: new SendFailure('content_decoding_error', `The body has ${list.length} content codings; ${MAX_CODINGS} are undone here at most.`, { reason: 'too_many_codings' }) };
  for (const coding of list) {
    const decode = Object.hasOwn(DECODERS, coding) ? DECODERS[coding] : undefined;
    if (!decode || bytes.length === 0) break;
    const sink = new DecodeSink(limit);
    const end = await decode(bytes, sink);
    const found = failureOf(coding, end, sink, limit);
    if (found?.code === 'content_decoding_error' && sink.size === 0) return { body: bytes, failure: failure ?? found };
    failure ??= found;
    bytes = sink.bytes();
  }
  if (bytes.length > limit)
    return { body: bytes.subarray(0, limit), failure: failure ?? new SendFailure('response_too_large', `The body is larger than the ${limit} bytes allowed here. The first part is kept.`) };
  return { body: bytes, failure };
}
