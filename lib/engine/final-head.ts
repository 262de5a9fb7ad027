import { isUtf8 } from 'node:buffer';
import type { Pairs } from '@/lib/model/pairs';
import { SendFailure } from './failure';
import { trim } from './trim';
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

function parseHead(text: string): { line: string; headers: Pairs } {
  const [line = '', ...rest] = text.split(/\r?\n/);
  const headers: Pairs = [];
  for (const row of rest) {
    const last = headers.at(-1);
    if (/^[ \t]/.test(row) && last) last[1] = `${last[1]} ${row.trim()}`;
    else if (row.includes(':'))
      headers.push([row.slice(0, row.indexOf(':')), trim(row.slice(row.indexOf(':') + 1))]);
  }
  return { line, headers };
}

function values(headers: Pairs, name: string): string[] {
  return headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
}

/** Where the body ends, as the headers say, or what makes that doubtful (RFC 9112 §6.3). */
function framing(headers: Pairs): { length: number | null; repeats: number } | SendFailure {
  // Two lines and one line with a comma say the same (RFC 9110 §5.3, §8.6)
  const lengths = values(headers, 'content-length').flatMap((value) =>
    value.split(',').map((one) => trim(one)),
  );
  const [length] = lengths;
  if (length === undefined) return { length: null, repeats: 0 };
  if (new Set(lengths).size > 1)
    return protocolFailure(
      'The response has two different Content-Length headers: where its body ends cannot be known.',
      'conflicting_content_length',
    );
  if (values(headers, 'transfer-encoding').length > 0)
    return protocolFailure(
      'The response has both Content-Length and Transfer-Encoding, as request smuggling does. It is not read.',
      'smuggling',
    );
  if (!/^\d{1,16}$/.test(length))
    return protocolFailure(
      `Content-Length ${JSON.stringify(length.slice(0, 40))} is not a number.`,
      'bad_content_length',
    );
  return { length: Number(length), repeats: lengths.length };
}

/** A reason phrase as its bytes mean it: UTF-8, else latin-1 (R152). */
function spelled(reason: string): string {
  const bytes = Buffer.from(reason, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : reason;
}

interface Change {
  bodiless: boolean;
  repeats: number;
  persists: boolean;
}

const LONE_LF = /(?<!\r)\n/;
/** All but NUL, HTAB, LF and CR. */
const CONTROLS = /[\x01-\x08\v\f\x0e-\x1f\x7f]/g;

/**
 * Line ends, folds and control characters as undici's parser takes them. A lone LF ends a line (RFC 9112 §2.2), a folded
 * value is one line (§5.2, a MUST), and a control character is a `?`, since it refuses its cookie and not the response
 * (RFC 9110 §5.5, RFC 6265bis §5.6). A lone CR or a NUL stays for the parser to refuse.
 */
function straightened(text: string): string {
  const lines = LONE_LF.test(text) ? text.replace(/\r?\n/g, '\r\n') : text;
  return lines.replace(CONTROLS, '?').replace(/\r\n[ \t]+/g, ' ');
}

/**
 * The head as the parser is to read it: equal repeated lengths become one (R166, RFC 9110 §8.6), 204 and 304 lose
 * theirs, since no body follows (R161), and after HEAD it reads keep-alive, without which undici closes (R27).
 */
function rewritten(text: string, { bodiless, repeats, persists }: Change): Buffer | null {
  const clean = straightened(text);
  if (!persists && repeats < (bodiless ? 1 : 2)) return clean === text ? null : Buffer.from(clean, 'latin1');
  let seen = bodiless;
  const lines = clean.split('\r\n').filter((line) => {
    if (!/^content-length[ \t]*:/i.test(line)) return true;
    const keep = !seen;
    seen = true;
    return keep;
  });
  // What is left of `2, 2`
  if (repeats > 1)
    lines.forEach((line, at) => (lines[at] = line.replace(/^(content-length[ \t]*:[^,]*),.*$/i, '$1')));
  if (persists) lines.splice(1, 0, 'Connection: keep-alive');
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

/** What undici's parser is to see of a 101: whether the server chose rightly is looked at in our own head. */
const SWITCHING = Buffer.from(
  'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
);

/**
 * Reads the final head. `forParser` is the head as undici's parser is to see it, null when that is the head itself.
 * Gives a `protocol_error` for what no HTTP/1.1 response begins with.
 */
export function readFinalHead(
  text: string,
  isHead: boolean,
): { head: ResponseHead; forParser: Buffer | null } | SendFailure {
  const { line, headers } = parseHead(text.replace(/(\r?\n)+$/, ''));
  // A status is 100 at least (RFC 9110 §15); undici would take a smaller one for an interim response.
  const match = /^HTTP\/(1\.\d) ([1-9]\d{2})(?: (.*))?$/.exec(line);
  if (!match)
    return protocolFailure(
      `The status line ${JSON.stringify(line.slice(0, 60))} is not HTTP/1.1.`,
      'bad_status_line',
    );
  const framed = framing(headers);
  if (framed instanceof SendFailure) return framed;
  const [, httpVersion = '', code, reason = ''] = match;
  const status = Number(code);
  const bodiless = status === 204 || status === 304;
  const contentLength = bodiless ? null : framed.length;
  const change = {
    bodiless,
    repeats: framed.repeats,
    persists: isHead && httpVersion === '1.1' && values(headers, 'connection').length === 0,
  };
  return {
    head: { status, reason: spelled(reason), httpVersion, headers, contentLength },
    forParser: status === 101 ? SWITCHING : rewritten(text, change),
  };
}
