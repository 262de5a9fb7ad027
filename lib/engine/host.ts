import { isIPv6 } from 'node:net';
import { domainToASCII, domainToUnicode } from 'node:url';
import { SendFailure } from './failure';

/** Text before the path, in its three parts; `port` is 1…65535 or null. */
export interface Authority {
  userinfo: string | null;
  host: string;
  port: number | null;
}

/** Splits `user:pass@host:port` at its last `@` (urllib3 `_HOST_PORT_RE`). Fails with `invalid_url` (R43). */
export function splitAuthority(text: string): Authority {
  const at = text.lastIndexOf('@');
  const hostAndPort = text.slice(at + 1);
  const match = /^(\[[^\]]*\]|[^[\]:]*)(?::(\d*))?$/s.exec(hostAndPort);
  if (!match) throw invalidHost(`“${hostAndPort}” is not a host and a port.`);
  const port = Number(match[2] || '0');
  if (port > 65_535) throw invalidHost(`Port ${match[2] ?? ''} is more than 65535.`);
  return { userinfo: at > 0 ? text.slice(0, at) : null, host: match[1] ?? '', port: port || null };
}

/** The host as it is dialled and recorded: lower case, IDNA 2008 for other scripts (R43–R46). */
export function normalizeHost(host: string): string {
  if (host === '') throw invalidHost('No host supplied.');
  if (host.startsWith('[')) return checkedIpv6(host);
  if (!isAscii(host)) return idna(host);
  checkAscii(host);
  return host.toLowerCase();
}

/** Refuses a host that no request can go to; used on redirects, whose spelling is left alone. */
export function checkHost(host: string): void {
  if (host === '') throw invalidHost('No host supplied.');
  if (host.startsWith('[')) checkedIpv6(host);
  else checkAscii(host);
}

/**
 * White space, controls and characters that no host has. Departs from urllib3, which lets them through to the
 * resolver: a host that two parsers read in two ways is how guards are passed by.
 */
const NEVER_IN_HOST = /[\s\p{Cc}"<>\\^`{|}%]/u;

/** What a resolver can be asked for (RFC 1035 §2.3.4); one dot may end it. */
const LABELS = /^[^.]{1,63}(?:\.[^.]{1,63})*\.?$/;

function checkAscii(host: string): void {
  const odd = host.startsWith('*') || host.startsWith('.') || NEVER_IN_HOST.test(host);
  if (odd || !isAscii(host)) throw invalidLabel();
  if (!LABELS.test(host) || host.length > 254)
    throw invalidHost(
      'A part of the host between two dots is empty or over 63 characters, or all of it over 253.',
    );
}

function checkedIpv6(host: string): string {
  // A zone id (RFC 6874) names an interface of our machine, so it is refused with everything that is no IPv6.
  if (!isIPv6(host.slice(1, -1)) || host.includes('%'))
    throw invalidHost(`“${host}” is not an IPv6 address.`);
  return host.toLowerCase();
}

/** Characters of a label by RFC 5892 §2: letters, marks, digits, hyphen and the exceptions of §2.6. */
const LABEL =
  /^(?:[\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}_-]|[\u06FD\u06FE\u0F0B\u3007\u00B7\u0375\u05F3\u05F4\u30FB\u200C\u200D])*$/u;
const DISALLOWED = /[\u0640\u07FA\u302E\u302F\u3031-\u3035\u303B]/;

/** UTS 46 mapping by Node (non-transitional: ß stays ß), then IDNA 2008's own alphabet, which has no ☃ (R45). */
function idna(host: string): string {
  if (NEVER_IN_HOST.test(host)) throw invalidLabel();
  const ascii = domainToASCII(host);
  if (ascii === '' || ascii.startsWith('.') || ascii.startsWith('*')) throw invalidLabel();
  for (const label of domainToUnicode(ascii).split('.')) {
    if (!LABEL.test(label) || DISALLOWED.test(label)) throw invalidLabel();
  }
  checkAscii(ascii);
  return ascii;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 127) return false;
  return true;
}

function invalidHost(message: string): SendFailure {
  return new SendFailure('invalid_url', `Invalid URL: ${message}`, { field: 'url' });
}

function invalidLabel(): SendFailure {
  return new SendFailure('invalid_url', 'URL has an invalid label.', { field: 'url' });
}
