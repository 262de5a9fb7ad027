import type { Pairs } from '@/lib/model/pairs';
import type { SendLimits } from './contract';
import { unbrotli } from './decode-brotli';
import { DecodeSink, type Decoder, type DecodeEnd } from './decode-sink';
import { gunzip, inflate } from './decode-zlib';
import { unzstd } from './decode-zstd';
import { SendFailure } from './failure';

const DECODERS: Partial<Record<string, Decoder>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  deflate: inflate,
  br: unbrotli,
  zstd: unzstd,
};

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
    return new SendFailure(
      'response_too_large',
      `The body is larger than the ${limit} bytes allowed here once ${coding} is undone. The first part is kept.`,
      { reason: 'decoded' },
    );
  if (end === 'whole') return null;
  const message = {
    truncated: `The ${coding} body ends too early. The part that could be decoded is kept.`,
    corrupt:
      sink.size > 0
        ? `The ${coding} body is damaged. The part before that is kept.`
        : `The body says it is ${coding}, but it is not. It is kept as it came.`,
    too_slow: `Decoding the ${coding} body took too long. The first part is kept.`,
  }[end];
  return new SendFailure('content_decoding_error', message, { reason: end });
}

interface Decoded {
  body: Uint8Array;
  failure: SendFailure | null;
}

/** Undoes one coding; null for one that we do not know. */
async function undo(coding: string, bytes: Uint8Array, limit: number): Promise<Decoded | null> {
  const decode = Object.hasOwn(DECODERS, coding) ? DECODERS[coding] : undefined;
  if (!decode) return null;
  const sink = new DecodeSink(limit);
  const failure = failureOf(coding, await decode(bytes, sink), sink, limit);
  return failure && sink.size === 0 ? { body: bytes, failure } : { body: sink.bytes(), failure };
}

/** Many codings on one body are an attack, not a format. */
function refusal(list: readonly string[], most: number): SendFailure | null {
  if (list.length <= most) return null;
  const message = `The body has ${list.length} content codings; ${most} are undone here at most. It is kept as it came.`;
  return new SendFailure('content_decoding_error', message, { reason: 'too_many_codings' });
}

function cut({ body, failure }: Decoded, limit: number): Decoded {
  if (body.length <= limit) return { body, failure };
  const message = `The body is larger than the ${limit} bytes allowed here. The first part is kept.`;
  return {
    body: body.subarray(0, limit),
    failure: failure ?? new SendFailure('response_too_large', message),
  };
}

/**
 * Undoes the content codings of a response (R154, R155): gzip, deflate (zlib or raw), br, zstd, and lists of them.
 * An unknown coding ends it: the body stays as it is from there on. The headers are not changed.
 * Decodes in small steps, so that the event loop runs on, and holds at most twice `limits.responseBodyBytes`.
 * `failure`: `content_decoding_error` or `response_too_large`; `body` is then the part that was decoded, or the raw
 * bytes when nothing could be.
 */
export async function decodeBody(headers: Pairs, body: Uint8Array, limits: SendLimits): Promise<Decoded> {
  const limit = limits.responseBodyBytes;
  const list = body.length === 0 ? [] : codings(headers);
  let now: Decoded = { body, failure: refusal(list, limits.contentCodings) };
  for (const coding of now.failure ? [] : list) {
    const next = now.body.length === 0 ? null : await undo(coding, now.body, limit);
    if (!next) break;
    now = { body: next.body, failure: now.failure ?? next.failure };
    if (next.failure?.code === 'content_decoding_error') break;
  }
  return cut(now, limit);
}
