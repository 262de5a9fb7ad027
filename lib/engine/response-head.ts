import { SendFailure } from './failure';
import { readFinalHead, type ResponseHead } from './final-head';
import type { SendLimits } from '@/lib/model/limits';
import { protocolFailure } from './wire-failure';

/** Ceilings of all heads together: bytes, lines of the final one, interim responses. */
type HeadLimits = Pick<SendLimits, 'responseHeaderBytes' | 'responseHeaderLines' | 'interimResponses'>;
const EMPTY = Buffer.alloc(0);

/**
 * Stands between the socket and undici's parser until the final head is whole. It sees what undici hides or cannot
 * bound: the endless status line, 1xx responses, the raw reason, the version, repeated lengths.
 */
export class ResponseHeadReader {
  #held: Buffer = EMPTY;
  #seen = 0;
  #interim = 0;
  head: ResponseHead | null = null;

  /** `expectsContinue`: the request asked for a 100. `isHead`: it was a HEAD. `upgrades`: a 101 is final. */
  constructor(
    private readonly limits: HeadLimits,
    private readonly asked: { expectsContinue: boolean; isHead: boolean; upgrades?: boolean },
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
      if (this.#seen - (this.#held.length - end) > this.limits.responseHeaderBytes)
        return this.#headersTooLarge();
      const text = this.#held.toString('latin1', 0, end);
      const interim = this.#takeInterim(text);
      if (interim instanceof SendFailure) return interim;
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
      return protocolFailure(
        'The server answered with TLS to a plain request. Use https:// in the URL.',
        'tls_expected',
      );
    return protocolFailure(
      `The answer does not begin as HTTP does: it begins with ${JSON.stringify(this.rest.slice(0, 40))}. Check host and port.`,
      'not_http',
    );
  }

  #end(): number {
    const crlf = this.#held.indexOf('\n\r\n');
    const lf = this.#held.indexOf('\n\n');
    if (crlf < 0 && lf < 0) return -1;
    return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 3 : lf + 2;
  }

  #tooLong(): SendFailure | null {
    if (this.#seen <= this.limits.responseHeaderBytes) return null;
    if (this.#held.includes(10)) return this.#headersTooLarge();
    return new SendFailure(
      'response_too_large',
      `More than ${this.limits.responseHeaderBytes} bytes came before the first header. The server is broken or hostile.`,
    );
  }

  #headersTooLarge(): SendFailure {
    return new SendFailure(
      'headers_too_large',
      `The response's headers are longer than the ${this.limits.responseHeaderBytes} bytes allowed here.`,
    );
  }

  #tooManyLines(): SendFailure {
    const message = `The response has more than the ${this.limits.responseHeaderLines} header lines allowed here.`;
    return new SendFailure('headers_too_large', message);
  }

  #takeInterim(text: string): boolean | SendFailure {
    const status = Number(/^HTTP\/1\.\d (1\d\d)(?!\d)/.exec(text)?.[1] ?? 0);
    if (status === 0 || (status === 101 && this.asked.upgrades)) return false;
    this.#interim += 1;
    if (status === 101)
      return protocolFailure(
        'The server switched to another protocol (101), which was not asked for.',
        'unexpected_101',
      );
    if (status === 100 && !this.asked.expectsContinue)
      return protocolFailure('The server sent 100 Continue, which was not asked for.', 'unexpected_100');
    // an endless row of them is an attack or a bug, not progress
    if (this.#interim > this.limits.interimResponses)
      return protocolFailure(
        `The server sent more than ${this.limits.interimResponses} interim responses (1xx) and no final one.`,
        'endless_1xx',
      );
    return true;
  }

  #takeFinal(text: string, end: number): Buffer | SendFailure {
    const read = readFinalHead(text, this.asked.isHead);
    if (read instanceof SendFailure) return read;
    if (read.head.headers.length > this.limits.responseHeaderLines) return this.#tooManyLines();
    this.head = read.head;
    const held = this.#held;
    this.#held = EMPTY;
    return read.forParser ? Buffer.concat([read.forParser, held.subarray(end)]) : held;
  }
}
