import { isLosslessNumber, parse, stringify } from 'lossless-json';
import { below, type Place, type Publication } from './publication';
import { replaceSpans, secretSpans } from './secret-spans';
import { isTemplate, kindByParam, type SecretKind } from './secrets';

const PARTS = /^(\s*[a-z][a-z0-9+.-]*:\/\/)?(?:([^/?#@]*)@)?([^?#]*)(\?[^#]*)?(#.*)?$/is;

/**
 * Takes a password in the userinfo, values of query and fragment that are secrets, and keys in the path out of a URL
 * as typed, templates and all.
 */
export function publishUrl(url: string, place: Place, publication: Publication): string {
  const parts = PARTS.exec(url);
  if (!parts) return publishText(url, place, publication);
  const [, scheme = '', userinfo, rest = '', query = '', fragment = ''] = parts;
  const kept = userinfo === undefined ? '' : `${publishUserinfo(userinfo, place, publication)}@`;
  const published = query && `?${publishForm(query.slice(1), place, publication)}`;
  const hash = fragment && `#${publishForm(fragment.slice(1), place, publication)}`;
  return `${scheme}${kept}${publishText(rest, place, publication)}${published}${hash}`;
}

/** `user:password`; without a colon it is a token where it is long enough to be one. */
function publishUserinfo(userinfo: string, place: Place, publication: Publication): string {
  const colon = userinfo.indexOf(':');
  const secret = userinfo.slice(colon + 1);
  if (isTemplate(secret) || (colon < 0 && secret.length < 16)) return userinfo;
  return `${userinfo.slice(0, colon + 1)}${publication.withhold(below(place, 'password'), 'password', secret)}`;
}

/** `a=1&b=2`, also what is no form at all. */
export function publishForm(text: string, place: Place, publication: Publication): string {
  if (!text.includes('=')) return publishText(text, place, publication);
  return text
    .split('&')
    .map((piece) => {
      const [name = '', ...rest] = piece.split('=');
      const value = rest.join('=');
      if (isTemplate(value)) return piece;
      const plain = decoded(name);
      const kind = kindByParam(plain) ?? place.under ?? null;
      if (kind) return `${name}=${publication.withhold(below(place, plain), kind, value)}`;
      return rest.length === 0
        ? publishText(name, place, publication)
        : `${name}=${publishText(value, below(place, plain), publication)}`;
    })
    .join('&');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `a=1; b=2`, as a Cookie header is: the names stay. */
function publishCookies(line: string, place: Place, publication: Publication): string {
  return line
    .split(';')
    .map((piece) => publishCookie(piece, place, publication))
    .join(';');
}

/** One `name=value` with what is around it kept; a text without a name is a value. */
function publishCookie(piece: string, place: Place, publication: Publication): string {
  const [, before = '', name = '', rest = ''] = /^(\s*)(?:([^=]*)=)?(.*)$/s.exec(piece) ?? [];
  const value = rest.trimEnd();
  const after = rest.slice(value.length);
  if (isTemplate(value)) return piece;
  const label = name.trim();
  const withheld = publication.withhold(label ? below(place, label) : place, 'cookie', value);
  return `${before}${piece.includes('=') ? `${name}=` : ''}${withheld}${after}`;
}

/** `name=value; Path=/; HttpOnly`: all but the value is told. */
export function publishSetCookie(line: string, place: Place, publication: Publication): string {
  const [first = '', ...attributes] = line.split(';');
  const rest = attributes.map((one) => publishText(one, place, publication));
  return [publishCookie(first, place, publication), ...rest].join(';');
}

/** The scheme of an Authorization header stays, and so does what is only templates. */
export function publishAuthorization(text: string, place: Place, publication: Publication): string {
  const [, scheme = '', rest = ''] = /^(\s*[A-Za-z][\w-]*\s+)?(.*)$/s.exec(text) ?? [];
  const literal = rest.replace(/\{\{[^{}]*\}\}/g, '');
  if (literal.trim() === '' && rest !== '') return text;
  if (isTemplate(rest)) return text;
  return `${scheme}${publication.withhold(place, 'authorization', rest)}`;
}

/**
 * A document of unknown kind: JSON key by key, else a form, else by its spans. `walk` goes through what JSON holds.
 * @param json how JSON is written again: on one line or several
 */
export function publishDocument(
  text: string,
  place: Place,
  publication: Publication,
  walk: (value: unknown, place: Place, publication: Publication) => unknown,
): string {
  const parsed = parseDocument(text);
  if (parsed === null) {
    const isForm = /^[\w.%[\]+-]+=[^\s]*$/.test(text.trim());
    return isForm ? publishForm(text, place, publication) : publishText(text, place, publication);
  }
  const walked = walk(parsed.value, place, publication);
  return same(walked, parsed.value) ? text : writeJson(walked, text);
}

/** Objects and lists only: a lone number or word is no document. */
export function parseDocument(text: string): { value: object } | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    const value = parse(text);
    return typeof value === 'object' && value !== null ? { value } : null;
  } catch {
    return null;
  }
}

/** Numbers keep their digits; what stood on one line stays there, as some protocols end a message with a line. */
export function writeJson(value: unknown, like: string): string {
  return stringify(value, null, like.includes('\n') ? 2 : 0) ?? '';
}

export function same(a: unknown, b: unknown): boolean {
  return stringify(a) === stringify(b);
}

/** A number as its digits when JSON brought one; null for anything else. */
export function digitsOf(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return isLosslessNumber(value) ? value.value : null;
}

/** Takes what looks like a secret by itself out of a text. */
export function publishText(text: string, place: Place, publication: Publication): string {
  return replaceSpans(text, secretSpans(text), (span, piece) => {
    const name = span.name || place.name;
    return publication.withhold({ ...place, name }, span.kind, piece);
  });
}

/** Fields that hold a URL. */
const URL_FIELDS = new Set(['url', 'tokenUrl', 'authorizationUrl']);
export function isUrl({ path }: Place): boolean {
  return URL_FIELDS.has(path.at(-1) ?? '') || path.includes('proxies');
}

/** What a header of these names holds, whatever it looks like. */
const SECRET_HEADERS: Readonly<Record<string, SecretKind>> = {
  authorization: 'authorization',
  'proxy-authorization': 'authorization',
  cookie: 'cookie',
  'set-cookie': 'cookie',
};

/** Fields of headers that hold a secret, or a URL that may. */
export function publishHeader(value: string, place: Place, publication: Publication): string | null {
  const name = place.name.toLowerCase();
  if (name === 'cookie') return publishCookies(value, place, publication);
  if (name === 'set-cookie') return publishSetCookie(value, place, publication);
  if (SECRET_HEADERS[name]) return publishAuthorization(value, place, publication);
  if (/^(location|content-location|referer|origin|refresh|link)$/.test(name))
    return publishUrl(value, place, publication);
  return null;
}
