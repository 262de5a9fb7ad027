import type { OriginMark } from '@/lib/model/origin';
import type { Pairs } from '@/lib/model/pairs';
import { chunkedSource, contentSize, isSource, type WireContent } from './body-source';
import type { WireRequest } from './contract';
import { SendFailure } from './failure';
import { markOf } from './trail';

/** The bytes of one request, and what the connection must know about them. */
export interface RequestHead {
  head: Buffer;
  /** as framed for the wire: chunked when the request says so */
  body: WireContent | null;
  sentHeaders: Pairs;
  /** what decided the headers that were added or left out here */
  marks: readonly OriginMark[];
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
  if (!NAME.test(name) || BEYOND_LATIN1.test(name))
    throw invalid(`${JSON.stringify(name)} cannot be a header name.`);
  if (LINE_BREAK.test(value)) throw invalid(`The value of ${name} has a line break or NUL in it.`);
  if (BEYOND_LATIN1.test(value))
    throw invalid(`The value of ${name} has characters outside latin-1, which headers cannot carry.`);
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

/** Only the first header of that name stays. */
function once(headers: Pairs, name: string): Pairs {
  const first = headers.findIndex(([key]) => key.toLowerCase() === name);
  return headers.filter(([key], index) => index === first || key.toLowerCase() !== name);
}

/** One Host, first unless the user placed it (R35, as http.client does). */
function withHost(headers: Pairs, authority: string, marks: OriginMark[]): Pairs {
  if (find(headers, 'host') !== undefined) return once(headers, 'host');
  marks.push(markOf('header', 'Host', 'host'));
  return [['Host', authority], ...headers];
}

/** Methods that are not framed when nobody gave them a length (urllib3 `_METHODS_NOT_EXPECTING_BODY`). */
const BODILESS = new Set(['GET', 'HEAD', 'DELETE', 'TRACE', 'OPTIONS', 'CONNECT']);

export function expectsBody(method: string): boolean {
  return !BODILESS.has(method);
}

/** The value Content-Length must have: the body's own; without a body the user's (R37), else 0 where one is expected. */
function lengthOf({ method, body }: WireRequest, given: string | undefined): string | undefined {
  if (body !== null && contentSize(body) > 0) return String(contentSize(body));
  return given ?? (expectsBody(method) ? '0' : undefined);
}

/** One Content-Length, where the user put it or last. */
function withLength(headers: Pairs, request: WireRequest, marks: OriginMark[]): Pairs {
  const given = find(headers, 'content-length');
  const length = lengthOf(request, given);
  if (length === undefined) return headers;
  if (given === undefined) {
    marks.push(markOf('header', 'Content-Length', length !== '0' ? 'bodyLength' : 'noBody'));
    return [...headers, ['Content-Length', length]];
  }
  return once(headers, 'content-length').map(([name, value]) => [
    name,
    name.toLowerCase() === 'content-length' ? length : value,
  ]);
}

function withoutLength(headers: Pairs, marks: OriginMark[]): Pairs {
  const rest = headers.filter(([name]) => name.toLowerCase() !== 'content-length');
  if (rest.length < headers.length) marks.push(markOf('header', 'Content-Length', 'unchunked'));
  return rest;
}

/** Whether the connection can serve another request after this one: not when our own Content-Length promised what never came. */
function leavesOrder(sentHeaders: Pairs, body: WireContent | null): boolean {
  const asksToClose = /\bclose\b/i.test(find(sentHeaders, 'connection') ?? '');
  return !asksToClose && (body !== null || Number(find(sentHeaders, 'content-length') ?? 0) === 0);
}

function checkLine(method: string, target: string): void {
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method))
    throw new SendFailure('invalid_header', `${JSON.stringify(method)} is not an HTTP method.`, {
      field: 'method',
    });
  if (/[^\x21-\x7e]/.test(target))
    throw new SendFailure(
      'invalid_url',
      'The URL has a space, a control character or unescaped text in it.',
      { field: 'url' },
    );
}

function chunked(body: WireContent | null): WireContent {
  if (body === null) return Buffer.from('0\r\n\r\n');
  if (isSource(body)) return chunkedSource(body);
  return Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]);
}

/**
 * The request line and headers exactly as they leave. We write them ourselves, because undici puts Host and Connection
 * first in lower case, cannot send `Content-Length: 0` on OPTIONS and DELETE, and refuses Expect and Transfer-Encoding.
 * Departure: with `Transfer-Encoding: chunked` the body is sent as one chunk (an uploaded file as many) and Content-Length is left out;
 * requests would send both, which RFC 9112 §6.2 forbids.
 * @throws SendFailure `invalid_header`, `invalid_url`
 */
export function requestHead(request: WireRequest, authority: string, target: string): RequestHead {
  for (const [name, value] of request.headers) checkPair(name, value);
  checkLine(request.method, target);
  const asChunks = isChunked(request.headers);
  const marks: OriginMark[] = [];
  const hosted = withHost(request.headers, authority, marks);
  const sentHeaders = asChunks ? withoutLength(hosted, marks) : withLength(hosted, request, marks);
  const lines = sentHeaders.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const plain = request.body && contentSize(request.body) > 0 ? request.body : null;
  const body = asChunks ? chunked(plain) : plain;
  return {
    head: Buffer.from(`${request.method} ${target} HTTP/1.1\r\n${lines}\r\n`, 'latin1'),
    body,
    sentHeaders,
    marks,
    keepsAlive: leavesOrder(sentHeaders, body),
    expectsContinue: find(sentHeaders, 'expect') !== undefined,
  };
}
