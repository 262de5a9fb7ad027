import { SendFailure } from './failure';
import { checkHost, normalizeHost, splitAuthority, type Authority } from './host';
import { escapePart, requote } from './percent';

/** The five parts of a URL as text (Python `urlsplit`); absent parts are "". */
export interface UrlParts {
  scheme: string;
  netloc: string;
  path: string;
  query: string;
  fragment: string;
}

const URI = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?:\/\/([^\\/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

/**
 * A typed URL as it is recorded and sent: requests' own spelling (`prepare_url`, R40–R59), not the WHATWG one.
 * `encodedParams` is appended to the query (R52). Fails with missing_schema, invalid_schema or invalid_url.
 */
export function prepareUrl(typed: string, encodedParams: string): string {
  const [scheme, authority, path, query, fragment] = parse(typed.trimStart());
  const { userinfo, host, port } = splitAuthority(authority);
  return requote(
    joinParts({
      scheme,
      netloc: joinAuthority(userinfo, normalizeHost(unescapeHost(host)), port),
      path: preparePath(path),
      query: [escapePart(query, 'query'), encodedParams].filter(Boolean).join('&'),
      fragment: escapePart(fragment, 'query'),
    }),
  );
}

/** The five parts as urllib3's `parse_url` finds them; a URL without a scheme is not one (R41, R42, R59). */
function parse(
  text: string,
): [scheme: string, authority: string, path: string, query: string, fragment: string] {
  if (text.includes(':') && !/^http/i.test(text)) throw unsupportedScheme(text);
  const hasScheme = /^(?:[a-zA-Z][a-zA-Z0-9+-]*:|\/)/.test(text);
  const match = URI.exec(hasScheme ? text : `//${text}`);
  const part = (at: number): string => match?.[at] ?? '';
  if (!part(1)) throw missingScheme(text);
  if (!/^https?$/i.test(part(1))) throw unsupportedScheme(text);
  return [part(1).toLowerCase(), part(2), part(3), part(4), part(5)];
}

/** Python's `urlsplit` (3.11): no validation, nothing normalised but the scheme's case. */
export function splitUrl(url: string): UrlParts {
  let rest = trimControls(url).replace(/[\t\r\n]/g, '');
  const schemed = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(rest);
  if (schemed) rest = rest.slice(schemed[0].length);
  let netloc = '';
  if (rest.startsWith('//')) {
    netloc = /^[^/?#]*/.exec(rest.slice(2))?.[0] ?? '';
    rest = rest.slice(2 + netloc.length);
  }
  const [beforeFragment, fragment] = cut(rest, '#');
  const [path, query] = cut(beforeFragment, '?');
  return { scheme: schemed?.[1]?.toLowerCase() ?? '', netloc, path, query, fragment };
}

/** The text of the parts; an empty query or fragment leaves no `?` or `#` (R51, Python `urlunsplit`). */
export function joinParts({ scheme, netloc, path, query, fragment }: UrlParts): string {
  const hasAuthority = netloc !== '' || (/^https?$/.test(scheme) && !path.startsWith('//'));
  const start = (scheme && `${scheme}:`) + (hasAuthority ? `//${netloc}${rooted(path)}` : path);
  return start + (query && `?${query}`) + (fragment && `#${fragment}`);
}

function rooted(path: string): string {
  return path === '' || path.startsWith('/') ? path : `/${path}`;
}

/** A reference resolved against an absolute URL as Python's `urljoin` does it (R84, R86). */
export function joinUrl(base: string, reference: string): string {
  if (reference === '') return base;
  const from = splitUrl(base);
  const to = splitUrl(reference);
  const scheme = to.scheme || from.scheme;
  if (scheme !== from.scheme) return reference;
  if (to.netloc) return joinParts({ ...to, scheme });
  if (to.path === '') {
    return joinParts({ ...from, query: to.query || from.query, fragment: to.fragment });
  }
  return joinParts({ ...to, scheme, netloc: from.netloc, path: resolvePath(from.path, to.path) });
}

/** Checks that a redirect's absolute URL can be sent to (R87); gives back its authority. */
export function checkTarget(url: string): Authority {
  const { scheme, netloc } = splitUrl(url);
  // requests picks its adapter by the prefix `http://`, so `https:x` finds none
  if (!/^https?:\/\//i.test(url)) throw unsupportedScheme(scheme ? url : `${scheme}${url}`);
  const authority = splitAuthority(netloc);
  checkHost(authority.host);
  return authority;
}

/** Nothing to escape, and no `?` with nothing behind it. */
const PLAIN_TARGET = /^[A-Za-z0-9._~!$&'()*+,;=:@/-]*(?:\?[A-Za-z0-9._~!$&'()*+,;=:@/?-]+)?$/;

/** The URL whose path and query go on the request line: urllib3 escapes `[`, `]` and stray `%` there, an empty query goes (R51). */
export function wireUrl(url: string): string {
  const start = url.indexOf('/', 8);
  const end = url.indexOf('#');
  const target = url.slice(start, end === -1 ? undefined : end);
  if (start === -1 || PLAIN_TARGET.test(target)) return url;
  const [path, query] = cut(target, '?');
  const escaped = escapePart(path, 'path') + (query && `?${escapePart(query, 'query')}`);
  return url.slice(0, start) + escaped + (end === -1 ? '' : url.slice(end));
}

/** For an error message: without userinfo and query, so that no secret stands in it. */
export function shownUrl(url: string): string {
  const shown = url.replace(/\/\/[^/?#]*@/, '//…@').replace(/[?#].*$/s, '');
  return shown.length > 200 ? `${shown.slice(0, 200)}…` : shown;
}

/** Dot segments go before a missing slash is put in front, as in urllib3; an empty path is `/` (R47, R50). */
function preparePath(path: string): string {
  const escaped = escapePart(removeDotSegments(path), 'path');
  return rooted(escaped) || '/';
}

function removeDotSegments(path: string): string {
  if (!path.includes('.')) return path;
  const output: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') output.pop();
    else if (segment !== '.') output.push(segment);
  }
  if (path.startsWith('/') && (output.length === 0 || output[0])) output.unshift('');
  if (/\/\.\.?$/.test(path)) output.push('');
  return output.join('/');
}

function resolvePath(base: string, path: string): string {
  let segments = path.split('/');
  if (!path.startsWith('/')) {
    const parts = base.split('/');
    if (parts.at(-1) !== '') parts.pop();
    const all = [...parts, ...segments];
    segments = all.filter((segment, i) => i === 0 || i === all.length - 1 || segment !== '');
  }
  const resolved: string[] = [];
  for (const segment of segments) {
    if (segment === '..') resolved.pop();
    else if (segment !== '.') resolved.push(segment);
  }
  if (['.', '..'].includes(segments.at(-1) ?? '')) resolved.push('');
  return resolved.join('/') || '/';
}

/** `127%2e0.0.1` is requoted to `127.0.0.1` at the end; decoding first lets the checks see that. */
function unescapeHost(host: string): string {
  return host.includes('%') ? requote(host) : host;
}

function joinAuthority(userinfo: string | null, host: string, port: number | null): string {
  return `${userinfo ? `${escapePart(userinfo, 'userinfo')}@` : ''}${host}${port ? `:${port}` : ''}`;
}

function cut(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function trimControls(text: string): string {
  let start = 0;
  while (start < text.length && text.charCodeAt(start) <= 32) start += 1;
  return start === 0 ? text : text.slice(start);
}

function missingScheme(text: string): SendFailure {
  const url = shownUrl(text);
  const message = `Invalid URL '${url}': No scheme supplied. Perhaps you meant https://${url}?`;
  return new SendFailure('missing_schema', message, { field: 'url' });
}

function unsupportedScheme(text: string): SendFailure {
  const message = `Only http, https, ws and wss URLs can be sent to, not '${shownUrl(text)}'.`;
  return new SendFailure('invalid_schema', message, { field: 'url' });
}
