import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import jschardet from 'jschardet';
import type { Pairs } from '@/lib/model/pairs';

/** Enough of a body to find a declaration in, or to guess from. */
const SNIFF = 4_096;
const GUESS = 65_536;
/** Media types whose body is text though `text/` is not in their name. */
const TEXTUAL =
  /^(text\/|application\/(json|xml|javascript|ecmascript|x-javascript|x-www-form-urlencoded|graphql|yaml|x-yaml|toml|sql|x-ndjson|jsonl|problem\+json|http|x-sh|rtf|csv|manifest)\b|message\/|[^;]+\+(json|xml|yaml)\b|image\/svg)/;
const SELF_DESCRIBING = /^(text|application)\/(html|xml|xhtml\+xml|[^;]+\+xml)$/;
const BINARY =
  /^(image|audio|video|font)\/|^application\/(octet-stream|pdf|zip|gzip|x-gzip|x-tar|wasm|x-protobuf|protobuf|msgpack|vnd\.(ms-|openxmlformats|oasis))/;

interface ContentType {
  media: string;
  charset: string | null;
}

function contentType(headers: Pairs): ContentType | null {
  const value = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (value === undefined) return null;
  const [media = '', ...parameters] = value.split(';');
  const charset = parameters
    .map((one) => {
      const [name = '', ...value] = one.split('=');
      return name.trim().toLowerCase() === 'charset' ? value.join('=').trim().replace(/['"]/g, '') : '';
    })
    .find((one) => one !== '');
  return { media: media.trim().toLowerCase(), charset: charset ?? null };
}

/** Byte order marks, longer ones first; UTF-32LE's begins as UTF-16LE's does. */
const MARKS: readonly (readonly [string, Buffer])[] = [
  ['utf-32le', Buffer.from('fffe0000', 'hex')],
  ['utf-32be', Buffer.from('0000feff', 'hex')],
  ['utf-8', Buffer.from('efbbbf', 'hex')],
  ['utf-16le', Buffer.from('fffe', 'hex')],
  ['utf-16be', Buffer.from('feff', 'hex')],
];

/** The encoding that a byte order mark tells, or null without one. */
export function byteOrderMark(body: Uint8Array): string | null {
  return MARKS.find(([, mark]) => mark.equals(body.subarray(0, mark.length)))?.[0] ?? null;
}

/** RFC 4627 §3: JSON begins with two ASCII characters, so the zeros among the first four bytes tell (R158). */
function jsonEncoding(body: Uint8Array): string {
  if (!body.subarray(0, 4).includes(0)) return 'utf-8';
  const zeros = [...body.subarray(0, 4)].map((byte) => (byte === 0 ? '0' : 'x')).join('');
  const known: Partial<Record<string, string>> = {
    '000x': 'utf-32be',
    x000: 'utf-32le',
    '0x0x': 'utf-16be',
    '0x': 'utf-16be',
    x0x0: 'utf-16le',
    x0: 'utf-16le',
  };
  return known[zeros] ?? 'utf-8';
}

function ascii(body: Uint8Array, length: number): string {
  return Buffer.from(body.buffer, body.byteOffset, Math.min(length, body.length)).toString('latin1');
}

/** What the text says of itself: `<?xml encoding="…"?>`, `<meta charset>`, `@charset`. */
function declared(body: Uint8Array, media: string): string | null {
  const start = ascii(body, SNIFF);
  const xml = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/i.exec(start)?.[1];
  if (xml !== undefined) return xml;
  if (media === 'text/css') return /^@charset "([\w.:-]+)";/.exec(start)?.[1] ?? null;
  if (!/html/.test(media)) return null;
  return /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(start)?.[1] ?? null;
}

/** True for bytes that hold no text in any common encoding. */
function looksBinary(body: Uint8Array): boolean {
  return body
    .subarray(0, SNIFF)
    .some((byte) => byte === 0 || (byte < 32 && ![7, 8, 9, 10, 11, 12, 13, 27].includes(byte)));
}

function guessed(body: Uint8Array): string | null {
  if (looksBinary(body)) return null;
  if (isUtf8(body)) return 'utf-8';
  const guess = jschardet.detect(Buffer.from(body.buffer, body.byteOffset, Math.min(GUESS, body.length)));
  return known(guess.encoding) ? guess.encoding : null;
}

function known(name: string | null | undefined): name is string {
  return typeof name === 'string' && name !== '' && (inBrowser(name) || iconv.encodingExists(name));
}

/** Whether the Encoding Standard knows this label, as far as Node does. */
export function inBrowser(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}

/** What HTML, XML and CSS say of themselves, and UTF-8 where the bytes can be nothing else. */
function undeclared(body: Uint8Array, media: string): string {
  const own = declared(body, media);
  // A declaration that could be read byte by byte cannot be UTF-16 (WHATWG HTML, prescan).
  if (own !== null && known(own)) return /^utf-?16/i.test(own) ? 'utf-8' : own;
  if (!media.startsWith('text/')) return isUtf8(body) ? 'utf-8' : 'ISO-8859-1';
  return SELF_DESCRIBING.test(media) && !isAscii(body) && isUtf8(body) ? 'utf-8' : 'ISO-8859-1';
}

/**
 * The encoding in which to read a body, null for bytes that are no text (R156, R157): the charset parameter as it is
 * spelled; UTF-8 for JSON; ISO-8859-1 for `text/*`; otherwise a guess.
 * Departure, because people want to read the page: without the parameter a byte order mark counts first, then what HTML,
 * XML or CSS declare, and HTML and XML that are valid UTF-8 beyond ASCII are read as UTF-8.
 */
export function textEncoding(headers: Pairs, body: Uint8Array): string | null {
  const type = contentType(headers);
  if (type?.charset) return type.charset;
  const media = type?.media ?? '';
  if (BINARY.test(media) && !TEXTUAL.test(media)) return null;
  return byteOrderMark(body) ?? byMedia(media, body);
}

function byMedia(media: string, body: Uint8Array): string | null {
  if (/[/+](json|ndjson)$/.test(media)) return jsonEncoding(body);
  // An event stream is UTF-8 whatever its server thinks (WHATWG HTML §9.2.5).
  if (media === 'text/event-stream') return 'utf-8';
  if (TEXTUAL.test(media)) return undeclared(body, media);
  return body.length === 0 ? null : guessed(body);
}

/** Encoding Standard §14.5: ASCII, and the upper half in the private use area from U+F780 on. */
export function userDefined(body: Uint8Array): string {
  const text = Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1');
  return text.replace(/[\x80-\xff]/g, (char) => String.fromCharCode(0xf700 + char.charCodeAt(0)));
}

/** The body as text; what the encoding cannot read becomes U+FFFD, and a byte order mark is dropped. An unknown encoding is read as UTF-8. */
export function decodeText(body: Uint8Array, encoding: string): string {
  // TextDecoder takes ISO-8859-1 and ASCII for windows-1252, which is another alphabet between 0x80 and 0x9f.
  if (/^(iso-?8859-?1|latin-?1|l1)$/i.test(encoding))
    return Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1');
  if (/^x-user-defined$/i.test(encoding)) return userDefined(body);
  if (inBrowser(encoding)) return new TextDecoder(encoding).decode(body);
  return iconv.encodingExists(encoding)
    ? iconv.decode(Buffer.from(body.buffer, body.byteOffset, body.length), encoding)
    : new TextDecoder().decode(body);
}
