import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import jschardet from 'jschardet';
import type { Pairs } from '@/lib/model/pairs';

/** Enough of a body to find a declaration in, or to guess from. */
const SNIFF = 4_096;
const GUESS = 65_536;
/** Media types whose body is text though `text/` is not in their name. */
const TEXTUAL = /^(text\/|application\/(json|xml|javascript|ecmascript|x-javascript|x-www-form-urlencoded|graphql|yaml|x-yaml|toml|sql|x-ndjson|jsonl|problem\+json|http|x-sh|rtf|csv|manifest)\b|message\/|[^;]+\+(json|xml|yaml)\b|image\/svg)/;
const SELF_DESCRIBING = /^(text|application)\/(html|xml|xhtml\+xml|[^;]+\+xml)$/;
const BINARY = /^(image|audio|video|font)\/|^application\/(octet-stream|pdf|zip|gzip|x-gzip|x-tar|wasm|x-protobuf|protobuf|msgpack|vnd\.(ms-|openxmlformats|oasis))/;

interface ContentType {
  media: string;
  charset: string | null;
}

function contentType(headers: Pairs): ContentType | null {
  const value = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (value === undefined) return null;
  const [media = '', ...parameters] = value.split(';');
  const charset = parameters.map((one) => /^\s*charset\s*=\s*(.*?)\s*$/i.exec(one)?.[1]?.replace(/['"]/g, '')).find((one) => one !== undefined && one !== '');
  return { media: media.trim().toLowerCase(), charset: charset ?? null };
}

function byteOrderMark(body: Uint8Array): string | null {
  const [a, b, c, d] = body;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32be' : null;
}

/** RFC 4627 §3: JSON begins with two ASCII characters, so the zeros among the first four bytes tell (R158). */
function jsonEncoding([a, b, c, d]: Uint8Array): string {
  if (a === 0 && b === 0 && c === 0 && d !== 0) return 'utf-32be';
  if (a !== 0 && b === 0 && c === 0 && d === 0) return 'utf-32le';
  if (a === 0 && b !== 0) return 'utf-16be';
  return a !== undefined && a !== 0 && b === 0 ? 'utf-16le' : 'utf-8';
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
  return body.subarray(0, SNIFF).some((byte) => byte === 0 || (byte < 32 && ![7, 8, 9, 10, 11, 12, 13, 27].includes(byte)));
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

function inBrowser(name: string): boolean {
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
  const mark = byteOrderMark(body);
  if (mark) return mark;
  if (/[/+](json|ndjson)$/.test(media)) return jsonEncoding(body);
  if (TEXTUAL.test(media)) return undeclared(body, media);
  return body.length === 0 ? null : guessed(body);
}

/** The body as text; what the encoding cannot read becomes U+FFFD, and a byte order mark is dropped. An unknown encoding is read as UTF-8. */
export function decodeText(body: Uint8Array, encoding: string): string {
  // TextDecoder takes ISO-8859-1 and ASCII for windows-1252, which is another alphabet between 0x80 and 0x9f.
  if (/^(iso-?8859-?1|latin-?1|l1)$/i.test(encoding)) return Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1');
  if (inBrowser(encoding)) return new TextDecoder(encoding).decode(body);
  return iconv.encodingExists(encoding) ? iconv.decode(Buffer.from(body.buffer, body.byteOffset, body.length), encoding) : new TextDecoder().decode(body);
}
