import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { WireBody } from '@/lib/model/exchange';
import { byteOrderMark, inBrowser, userDefined } from './charset';

export interface WireBodyOptions {
  /** text although some bytes do not decode, each shown as U+FFFD; for previews */
  lossy?: boolean;
}

/** Bytes as JSON can carry them: `text` when they decode in `encoding` without loss, else `base64`. */
export function toWireBody(
  bytes: Uint8Array,
  encoding: string | null,
  { lossy = false }: WireBodyOptions = {},
): WireBody {
  if (bytes.length === 0) return { size: 0, text: '' };
  const text = encoding === null ? null : decode(bytes, encoding.toLowerCase(), lossy);
  return text === null
    ? { size: bytes.length, base64: view(bytes).toString('base64') }
    : { size: bytes.length, text };
}

/** How a body's bytes become the text or base64 of `toWireBody` piece by piece. */
export type PieceForm = 'utf8' | 'latin1' | 'base64';

/** What `toWireBody` does with these bytes, or null when it can be done to all of them at once alone. */
export function pieceForm(bytes: Uint8Array, encoding: string | null): PieceForm | null {
  if (encoding === null) return 'base64';
  if (/^utf-?8$/i.test(encoding)) return isUtf8(bytes) ? 'utf8' : 'base64';
  return LATIN1.test(encoding) ? 'latin1' : null;
}

/** As `toWireBody`, of at most `limit` bytes; `size` still counts them all, and `truncated` says that it was cut. A character cut in two is left out. */
export function cutWireBody(bytes: Uint8Array, encoding: string | null, limit: number): WireBody {
  if (bytes.length <= limit) return toWireBody(bytes, encoding);
  const end = encoding !== null && /^utf-?8$/i.test(encoding) ? characterStart(bytes, limit) : limit;
  return { ...toWireBody(bytes.subarray(0, end), encoding), size: bytes.length, truncated: true };
}

const LATIN1 = /^(?:iso-?8859-1|latin-?1|l1)$/i;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** null when something would be lost: the text must give the same bytes back. */
function decode(bytes: Uint8Array, encoding: string, lossy: boolean): string | null {
  if (encoding === 'utf-8' || encoding === 'utf8') return decodeUtf8(bytes, lossy);
  // Python's latin-1 maps every byte to the character of its number; WHATWG's label means windows-1252.
  if (LATIN1.test(encoding)) return view(bytes).toString('latin1');
  if (!iconv.encodingExists(encoding)) return decodeByStandard(bytes, encoding, lossy);
  const order = MARKED.test(encoding) ? byteOrderMark(bytes) : null;
  if (order?.startsWith(encoding.replace(/^utf(?=\d)/, 'utf-'))) return decodeMarked(bytes, order, lossy);
  const text = iconv.decode(view(bytes), encoding, { stripBOM: false });
  return lossy || iconv.encode(text, encoding).equals(bytes) ? text : null;
}

/** Names that leave the order of the bytes to a mark, which is then no part of the text (RFC 2781 §3.2), as in Python. */
const MARKED = /^utf-?(?:16|32)$/;

function decodeMarked(bytes: Uint8Array, order: string, lossy: boolean): string | null {
  const text = iconv.decode(view(bytes), order);
  return lossy || iconv.encode(text, order, { addBOM: true }).equals(bytes) ? text : null;
}

/** Charsets that the Encoding Standard alone has: x-mac-cyrillic, iso-2022-jp, and its many other labels. */
function decodeByStandard(bytes: Uint8Array, label: string, lossy: boolean): string | null {
  if (label === 'x-user-defined') return userDefined(bytes);
  // R157: an unknown charset is read as UTF-8
  if (!inBrowser(label)) return decodeUtf8(bytes, lossy);
  try {
    return new TextDecoder(label, { fatal: !lossy, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function decodeUtf8(bytes: Uint8Array, lossy: boolean): string | null {
  if (lossy) return view(bytes).toString('utf8');
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
}

function characterStart(bytes: Uint8Array, limit: number): number {
  let end = limit;
  while (end > limit - 4 && end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
