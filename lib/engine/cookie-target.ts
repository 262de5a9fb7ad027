import { canonicalDomain, domainMatch, getPublicSuffix } from 'tough-cookie';

/** What the cookie rules need to know of a request. */
export interface CookieTarget {
  /** lower-case, IDNA a-labels, an IPv6 address without brackets; no port (R121) */
  host: string;
  /** as on the wire, escapes untouched, never empty */
  path: string;
  /** true for https alone (R116) */
  secure: boolean;
  /** https, or a loopback host: where a Secure cookie may come from */
  trustworthy: boolean;
  /** an IP address in any spelling that a dialler understands */
  isAddress: boolean;
}

/** Reads an absolute http(s) URL in requests' spelling; `new URL` would rewrite its path and refuse some hosts. */
export function cookieTarget(url: string): CookieTarget {
  const [, scheme = '', authority = '', path = ''] = /^([a-z]+):\/\/([^/?#]*)([^?#]*)/i.exec(url) ?? [];
  const host = canonicalHost(withoutPort(authority.slice(authority.lastIndexOf('@') + 1)));
  const secure = scheme.toLowerCase() === 'https';
  return {
    host,
    path: path === '' ? '/' : path,
    secure,
    trustworthy: secure || isLoopback(host),
    isAddress: isAddress(host),
  };
}

function withoutPort(authority: string): string {
  if (authority.startsWith('[')) return authority.slice(0, authority.indexOf(']') + 1);
  const colon = authority.indexOf(':');
  return colon === -1 ? authority : authority.slice(0, colon);
}

/** A host or Domain in the one spelling that is compared (RFC 6265bis §5.1.2); one leading dot is dropped (§5.6.3). */
export function canonicalHost(host: string): string {
  try {
    return canonicalDomain(host) ?? '';
  } catch {
    return host.toLowerCase();
  }
}

/** RFC 6265bis §5.1.3, both in canonical spelling: the same, or a parent; an address has no parents. */
export function domainMatches(host: string, domain: string): boolean {
  if (host === domain) return true;
  return domain !== '' && !isAddress(host) && domainMatch(host, domain, false) === true;
}

/** A last label that is a number makes WHATWG's parser, and a dialler, read the host as an IPv4 address. */
export function isAddress(host: string): boolean {
  return host.includes(':') || /(?:^|\.)(?:\d+|0x[\da-f]*)\.?$/.test(host);
}

/** True when `domain` is one under which strangers register (RFC 6265bis §5.7); `localhost` alone is allowed, as tough-cookie does. */
export function isPublicSuffix(domain: string): boolean {
  return getPublicSuffix(domain, { allowSpecialUseDomain: true, ignoreError: true }) === undefined;
}

function isLoopback(host: string): boolean {
  const name = host.endsWith('.') ? host.slice(0, -1) : host;
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    /^127(?:\.\d{1,3}){3}$/.test(name)
  );
}
