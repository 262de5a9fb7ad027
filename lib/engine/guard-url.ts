/** A URL that may be looked at further. */
export interface EgressTarget {
  secure: boolean;
  /** as the WHATWG URL parser spells it: lower case, punycode, IPv4 as four decimals, IPv6 in brackets */
  host: string;
  port: number;
  /** path and query as the caller wrote them, before any normalising; begins with `/` or `?`, or is empty */
  path: string;
}

/** `stage`: the check that refused. `reason` is for operators' logs, never for users. */
export interface Refusal {
  refused: true;
  stage: 'url' | 'scheme' | 'port' | 'host' | 'ip' | 'dns' | 'connect';
  reason: string;
}

const refuse = (stage: Refusal['stage'], reason: string): Refusal => ({ refused: true, stage, reason });
const MAX_URL = 65_536;
// C0 controls and DEL anywhere, white space at the ends: a lenient parser would drop them and see another URL.
const CONTROL = /[\0-\x1f\x7f]/;

function schemeOf(url: string): string | undefined {
  return /^\s*([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
}

/** Why a text is no URL at all, or null. */
function unreadable(url: string): string | null {
  if (url.length > MAX_URL) return 'too long';
  if (CONTROL.test(url)) return 'control character';
  return schemeOf(url) === undefined ? 'no scheme' : null;
}

/** As WHATWG reads it; null for what is no URL. */
export function readUrl(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

/**
 * Reads a URL as WHATWG does, and refuses what two parsers could read differently: control characters, no scheme.
 * The result names the one host that may be dialled.
 */
export function parseTarget(url: string): EgressTarget | Refusal {
  const why = unreadable(url);
  if (why !== null) return refuse('url', why);
  const scheme = schemeOf(url);
  if (scheme !== 'http' && scheme !== 'https') return refuse('scheme', `scheme ${String(scheme)}`);
  const read = readUrl(url);
  if (read === null) return refuse('url', 'not a URL');
  const { hostname, port } = read;
  if (hostname === '') return refuse('url', 'no host');
  const secure = scheme === 'https';
  const usual = secure ? 443 : 80;
  return { secure, host: hostname, port: port === '' ? usual : Number(port), path: rawPath(url) };
}

/** Everything behind the authority, unread: the self check wants the spelling that goes over the wire. */
function rawPath(url: string): string {
  return /^\s*[^:]*:[\\/]*[^\\/?#]*([^#]*)/.exec(url)?.[1] ?? '';
}
