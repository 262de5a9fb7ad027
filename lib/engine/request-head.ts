import type { Pairs } from '@/lib/model/pairs';
import type { WireRequest } from './contract';
import { SendFailure } from './failure';

/** The bytes of one request, and what the connection must know about them. */
export interface RequestHead {
  head: Buffer;
  /** as framed for the wire: chunked when the request says so */
  body: Uint8Array | null;
  sentHeaders: Pairs;
  /** false when the request asks to close, or when its own Content-Length leaves the framing in doubt */
  keepsAlive: boolean;
  expectsContinue: boolean;
}

// R31, R32; NUL is refused too. Text outside latin-1 cannot be sent (R34).
const NAME = /^[^:\s\0][^:\r\n\0]*$/;
const LINE_BREAK = /[\r\n\0]/;
const BEYOND_LATIN1 = /[^\0-\xff]/;

function invalid(message: string): SendFailure {
  return new SendFailure('invalid_header', message, { field: 'headers' });
}

function checkPair(name: string, value: string): void {
  if (!NAME.test(name) || BEYOND_LATIN1.test(name)) throw invalid(`${JSON.stringify(name)} cannot be a header name.`);
  if (LINE_BREAK.test(value)) throw invalid(`The value of ${name} has a line break or NUL in it.`);
  if (BEYOND_LATIN1.test(value)) throw invalid(`The value of ${name} has characters outside latin-1, which headers cannot carry.`);
}

function find(headers: Pairs, name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

function isChunked(headers: Pairs): boolean {
  const coding = find(headers, 'transfer-encoding');
  if (coding === undefined) return false;
  if (coding.trim().toLowerCase() !== 'chunked') throw invalid('Transfer-Encoding may only be chunked here.');
  return true;
}

/** One Host, first unless the user placed it (R35, as http.client does). */
function withHost(headers: Pairs, authority: string): Pairs {
  let seen = false;
  const kept = headers.filter(([name]) => {
    if (name.toLowerCase() !== 'host') return true;
    const first = !seen;
    seen = true;
    return first;
  });
  return seen ? kept : [['Host', authority], ...kept];
}

/** One Content-Length: the body's own; without a body the user's is kept (R37), else 0 for all but GET and HEAD (R66). */
function withLength(headers: Pairs, method: string, body: Uint8Array | null): Pairs {
  const given = find(headers, 'content-length');
  const none = given === undefined && (method === 'GET' || method === 'HEAD');
  const length = body !== null && body.length > 0 ? String(body.length) : (given ?? (none ? null : '0'));
  if (length === null) return headers;
  const place = headers.findIndex(([name]) => name.toLowerCase() === 'content-length');
  const name = headers[place]?.[0] ?? 'Content-Length';
  const kept = headers.filter(([key], index) => index === place || key.toLowerCase() !== 'content-length');
  return place < 0 ? [...kept, [name, length]] : kept.map(([key, value], index) => (index === place ? [key, length] : [key, value]));
}

function chunked(body: Uint8Array | null): Uint8Array {
  if (body === null || body.length === 0) return Buffer.from('0\r\n\r\n');
  return Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]);
}

/**
 * The request line and headers exactly as they leave. We write them ourselves, because undici puts Host and Connection
 * first in lower case, cannot send `Content-Length: 0` on OPTIONS and DELETE, and refuses Expect and Transfer-Encoding.
 * Departure: with `Transfer-Encoding: chunked` the body is sent as one chunk and Content-Length is left out;
 * requests would send both, which RFC 9112 §6.2 forbids.
 * @throws SendFailure `invalid_header`, `invalid_url`
 */
export function requestHead(request: WireRequest, authority: string, target: string): RequestHead {
  for (const [name, value] of request.headers) checkPair(name, value);
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(request.method))
    throw new SendFailure('invalid_header', `${JSON.stringify(request.method)} is not an HTTP method.`, { field: 'method' });
  if (/[^\x21-\x7e]/.test(target))
    throw new SendFailure('invalid_url', 'The URL has a space, a control character or unescaped text in it.', { field: 'url' });
  const asChunks = isChunked(request.headers);
  const hosted = withHost(request.headers, authority);
  const sentHeaders = asChunks
    ? hosted.filter(([name]) => name.toLowerCase() !== 'content-length')
    : withLength(hosted, request.method, request.body);
  const lines = sentHeaders.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const hasBody = request.body !== null && request.body.length > 0;
  const promised = Number(find(sentHeaders, 'content-length') ?? 0);
  return {
    head: Buffer.from(`${request.method} ${target} HTTP/1.1\r\n${lines}\r\n`, 'latin1'),
    body: asChunks ? chunked(request.body) : hasBody ? request.body : null,
    sentHeaders,
    keepsAlive: !/\bclose\b/i.test(find(sentHeaders, 'connection') ?? '') && (asChunks || hasBody || promised === 0),
    expectsContinue: find(sentHeaders, 'expect') !== undefined,
  };
}
