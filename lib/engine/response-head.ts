import { isUtf8 } from 'node:buffer';
import type { Pairs } from '@/lib/model/pairs';
import type { SendFailure } from './failure';
import { SendFailure as Failure } from './failure';
import { protocolFailure } from './wire-failure';

/** The status line and headers of a final response. */
export interface ResponseHead {
  status: number;
  reason: string;
  httpVersion: string;
  headers: Pairs;
  /** null when none is given or a transfer coding frames the body instead */
  contentLength: number | null;
}

/** More interim responses than this before a final one is an attack or a bug, not progress. */
const MAX_INTERIM = 16;
const EMPTY = Buffer.alloc(0);

function parseHead(text: string): { line: string; headers: Pairs } {
  const [line = '', ...rest] = text.split(/\r?\n/);
  const headers: Pairs = [];
  for (const row of rest) {
    const last = headers.at(-1);
    if (/^[ \t]/.test(row) && last) last[1] = `${last[1]} ${row.trim()}`;
    else if (row.includes(':')) headers.push([row.slice(0, row.indexOf(':')), row.slice(row.indexOf(':') + 1).replace(/^[ \t]+|[ \t]+$/g, '')]);
  }
  return { line, headers };
}

function values(headers: Pairs, name: string): string[] {
  return headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
}

/**
 * Stands between the socket and undici's parser until the final head is whole. It sees what undici hides or cannot
 * bound: the endless status line, 1xx responses, the raw reason, the version, repeated lengths.
 */
export class ResponseHeadReader {
  #held: Buffer = EMPTY;
  #seen = 0;
  #interim = 0;
  head: ResponseHead | null = null;

  /** `limit`: bytes of all heads together. `expectsContinue`: the request asked for a 100. `isHead`: it was a HEAD. */
  constructor(
    private readonly limit: number,
    private readonly asked: { expectsContinue: boolean; isHead: boolean },
  ) {}

  /** True once a byte that belongs to a response came. */
  get started(): boolean {
    return this.#seen > 0;
  }

  /** Takes bytes of the socket; gives those the parser may see now, or a failure. */
  push(chunk: Buffer): Buffer | SendFailure {
    if (this.head) return chunk;
    this.#seen += chunk.length;
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    for (;;) {
      const start = this.#skipBlankLines();
      if (start) return start;
      const end = this.#end();
      if (end < 0) return this.#tooLong() ?? EMPTY;
      if (this.#seen - (this.#held.length - end) > this.limit) return this.#headersTooLarge();
      const text = this.#held.toString('latin1', 0, end);
      const interim = this.#takeInterim(text);
      if (interim instanceof Failure) return interim;
      if (!interim) return this.#takeFinal(text, end);
      this.#held = this.#held.subarray(end);
    }
  }

  /** What was held back when the connection ended, for the message. */
  get rest(): string {
    return this.#held.toString('latin1', 0, 60);
  }

  #skipBlankLines(): SendFailure | null {
    let start = 0;
    while (this.#held[start] === 13 || this.#held[start] === 10) start += 1;
    this.#held = this.#held.subarray(start);
    const opening = this.#held.toString('latin1', 0, 5);
    if ('HTTP/'.startsWith(opening)) return null;
    if (this.#held[0] === 0x15 && this.#held[1] === 3)
      return protocolFailure('The server answered with TLS to a plain request. Use https:// in the URL.', 'tls_expected');
    return protocolFailure(`The answer does not begin as HTTP does: it begins with ${JSON.stringify(this.rest.slice(0, 40))}. Check host and port.`, 'not_http');
  }

  #end(): number {
    const crlf = this.#held.indexOf('\n\r\n');
    const lf = this.#held.indexOf('\n\n');
    if (crlf < 0 && lf < 0) return -1;
    return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 3 : lf + 2;
  }

  #tooLong(): SendFailure | null {
    if (this.#seen <= this.limit) return null;
    if (this.#held.includes(10)) return this.#headersTooLarge();
    return new Failure('response_too_large', `More than ${this.limit} bytes came before the first header. The server is broken or hostile.`);
  }

  #headersTooLarge(): SendFailure {
    return new Failure('headers_too_large', `The response's headers are longer than the ${this.limit} bytes allowed here.`);
  }

  #takeInterim(text: string): boolean | SendFailure {
    const status = Number(/^HTTP\/1\.\d (1\d\d)(?!\d)/.exec(text)?.[1] ?? 0);
    if (status === 0) return false;
    this.#interim += 1;
    if (status === 101) return protocolFailure('The server switched to another protocol (101), which was not asked for.', 'unexpected_101');
    if (status === 100 && !this.asked.expectsContinue) return protocolFailure('The server sent 100 Continue, which was not asked for.', 'unexpected_100');
    if (this.#interim > MAX_INTERIM) return protocolFailure(`The server sent more than ${MAX_INTERIM} interim responses (1xx) and no final one.`, 'endless_1xx');
    return true;
  }

  #takeFinal(text: string, end: number): Buffer | SendFailure {
    const { line, headers } = parseHead(text.replace(/(\r?\n)+$/, ''));
    const match = /^HTTP\/(1\.\d) (\d{3})(?: (.*))?$/.exec(line);
    if (!match) return protocolFailure(`The status line ${JSON.stringify(line.slice(0, 60))} is not HTTP/1.1.`, 'bad_status_line');
    const status = Number(match[2]);
    const lengths = values(headers, 'content-length');
    const coded = values(headers, 'transfer-encoding').length > 0;
    if (new Set(lengths).size > 1) return protocolFailure('The response has two different Content-Length headers: where its body ends cannot be known.', 'conflicting_content_length');
    if (coded && lengths.length > 0) return protocolFailure('The response has both Content-Length and Transfer-Encoding, as request smuggling does. It is not read.', 'smuggling');
    const bodiless = status === 204 || status === 304;
    const [length] = lengths;
    if (length !== undefined && !/^\d{1,16}$/.test(length)) return protocolFailure(`Content-Length ${JSON.stringify(length.slice(0, 40))} is not a number.`, 'bad_content_length');
    const reason = spelled(match[3] ?? '');
    this.head = { status, reason, httpVersion: match[1] ?? '1.1', headers, contentLength: length === undefined || bodiless ? null : Number(length) };
    const held = this.#held;
    this.#held = EMPTY;
    // A kept connection after HEAD: undici closes it unless the server says keep-alive in so many words (R27).
    const persists = this.asked.isHead && match[1] === '1.1' && values(headers, 'connection').length === 0;
    const repeats = lengths.length > 1 || (bodiless && length !== undefined);
    return repeats || persists ? Buffer.concat([rewritten(text, bodiless, persists), held.subarray(end)]) : held;
  }
}

/** A reason phrase as its bytes mean it: UTF-8, else latin-1 (R152). */
function spelled(reason: string): string {
  const bytes = Buffer.from(reason, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : reason;
}

/**
 * The head as the parser is to read it: equal repeated lengths become one (R166, RFC 9110 §8.6), and 204 and 304 lose
 * theirs, since no body follows (R161).
 */
function rewritten(text: string, bodiless: boolean, persists: boolean): Buffer {
  let seen = bodiless;
  const lines = text.split('\r\n').filter((line) => {
    if (!/^content-length[ \t]*:/i.test(line)) return true;
    const keep = !seen;
    seen = true;
    return keep;
  });
  if (persists) lines.splice(1, 0, 'Connection: keep-alive');
  return Buffer.from(lines.join('\r\n'), 'latin1');
}
