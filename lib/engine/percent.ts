/** Percent-escapes as requests and urllib3 write them (R48, R49, R55); not the WHATWG URL's way. */

const HEX_PAIR = /%[0-9a-fA-F]{2}/g;
const LONE_PERCENT = /%(?![0-9a-fA-F]{2})/;
const UNRESERVED = /[A-Za-z0-9_.~-]/;

/** What each part of a URL may hold unescaped besides `%` (urllib3 `_PATH_CHARS` and its like). */
const FORBIDDEN = {
  userinfo: /[^A-Za-z0-9._~!$&'()*+,;=:%-]+/gu,
  path: /[^A-Za-z0-9._~!$&'()*+,;=:@/%-]+/gu,
  query: /[^A-Za-z0-9._~!$&'()*+,;=:@/?%-]+/gu,
} as const;

/**
 * Escapes what `part` may not hold. When every `%` begins a valid escape they stay, in upper case; when one
 * does not, all of them become `%25` (R49, urllib3 `_encode_invalid_chars`).
 */
export function escapePart(text: string, part: keyof typeof FORBIDDEN): string {
  if (!text.includes('%')) return text.replace(FORBIDDEN[part], utf8Escapes);
  const upper = text.replace(HEX_PAIR, toUpper);
  const kept = LONE_PERCENT.test(upper) ? upper.replaceAll('%', '%25') : upper;
  return kept.replace(FORBIDDEN[part], utf8Escapes);
}

/** A whole URL, consistently quoted: escapes of unreserved characters decoded, illegal ones escaped (`requote_uri`). */
export function requote(uri: string): string {
  const unquoted = uri.includes('%') ? unquoteUnreserved(uri) : uri;
  return (unquoted ?? uri.replaceAll('%', '%25')).replace(
    /[^A-Za-z0-9_.\-~!#$%&'()*+,/:;=?@[\]]+/gu,
    utf8Escapes,
  );
}

/** Form-style encoding of one name or value: space is `+`, only letters, digits and `_ . - ~` stay (R55). */
export function formEncode(text: string): string {
  if (/^[A-Za-z0-9_.~-]*$/.test(text)) return text;
  return utf8Escapes(text)
    .replace(/[!'()*]/g, hexEscape)
    .replaceAll('%20', '+');
}

/** Percent-decoded text; bytes that are no UTF-8 become U+FFFD, broken escapes stay (Python `unquote`). */
export function percentDecode(text: string): string {
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}

/** null when an escape of two letters or digits is not hexadecimal, as `unquote_unreserved` raises then. */
function unquoteUnreserved(uri: string): string | null {
  if (/%(?![0-9a-fA-F]{2})[\p{L}\p{N}]{2}/u.test(uri)) return null;
  return uri.replace(HEX_PAIR, (escape) => {
    const char = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return UNRESERVED.test(char) ? char : escape;
  });
}

function utf8Escapes(text: string): string {
  // A lone surrogate has no UTF-8; it goes out as U+FFFD instead of throwing.
  return encodeURIComponent(/\p{Surrogate}/u.test(text) ? text.replace(/\p{Surrogate}/gu, '\uFFFD') : text);
}

function toUpper(text: string): string {
  return text.toUpperCase();
}

function hexEscape(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}
