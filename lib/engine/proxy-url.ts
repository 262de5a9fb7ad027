import { SendFailure } from './failure';
import { normalizeHost, splitAuthority, type Authority } from './host';
import { percentDecode } from './percent';

const USUAL_PORTS = {
  http: 80,
  https: 443,
  socks4: 1080,
  socks4a: 1080,
  socks5: 1080,
  socks5h: 1080,
} as const;

/** A proxy that a session or request names, as its URL says. */
export interface ProxyServer {
  kind: keyof typeof USUAL_PORTS;
  /** lower case; IPv6 in brackets */
  host: string;
  port: number;
  /** decoded from the URL; a user name alone is none (R138), but for SOCKS4, which knows no password */
  credentials: { username: string; password: string } | null;
}

/** What SOCKS5 can carry of a name or password, in bytes (RFC 1929 §2). */
const MOST_SOCKS_BYTES = 255;

/**
 * Reads a proxy's URL; without a scheme it is http (R136). Path and query do not count. Departs from requests in
 * taking `localhost:3128` for host and port, where urllib3 sees the scheme `localhost`.
 * @throws SendFailure `invalid_proxy_url`
 */
export function parseProxy(text: string): ProxyServer {
  const [, scheme = 'http', authority = ''] =
    /^(?:([a-z][a-z0-9+.-]*):\/\/|(?:\/\/)?(?!(?:https?|socks\w*):))([^/?#\\]*)/i.exec(text.trim()) ?? [];
  const kind = scheme.toLowerCase();
  if (!isKind(kind))
    throw invalid(
      `A proxy's URL begins with http://, https://, socks5://, socks5h://, socks4:// or socks4a://, not ${kind}://.`,
    );
  const { userinfo, host, port } = hostOf(authority);
  const credentials = credentialsOf(userinfo, kind);
  if (kind.startsWith('socks') && credentials && !fitsSocks(credentials))
    throw invalid("The proxy's user name or password cannot be sent over SOCKS: too long, or with a NUL.");
  return { kind, host, port: port ?? USUAL_PORTS[kind], credentials };
}

/** `host:port`, for messages: never with the credentials. */
export function proxyName({ host, port }: ProxyServer): string {
  return `${host}:${port}`;
}

function isKind(scheme: string): scheme is ProxyServer['kind'] {
  return Object.hasOwn(USUAL_PORTS, scheme);
}

function hostOf(authority: string): Authority {
  try {
    const { userinfo, host, port } = splitAuthority(authority);
    return { userinfo, host: normalizeHost(host), port };
  } catch (cause) {
    throw invalid(
      "The proxy's URL cannot be read: check its host and port, as in http://127.0.0.1:3128.",
      cause,
    );
  }
}

function credentialsOf(userinfo: string | null, kind: ProxyServer['kind']): ProxyServer['credentials'] {
  const colon = userinfo?.indexOf(':') ?? -1;
  const isSocks4 = kind === 'socks4' || kind === 'socks4a';
  if (userinfo === null || colon === 0 || (colon === -1 && !isSocks4)) return null;
  const end = colon === -1 ? userinfo.length : colon;
  return {
    username: percentDecode(userinfo.slice(0, end)),
    password: percentDecode(userinfo.slice(end + 1)),
  };
}

function fitsSocks(credentials: { username: string; password: string }): boolean {
  return Object.values(credentials).every(
    (part) => Buffer.byteLength(part) <= MOST_SOCKS_BYTES && !part.includes('\0'),
  );
}

function invalid(message: string, cause?: unknown): SendFailure {
  return new SendFailure('invalid_proxy_url', `${message} Nothing was sent.`, { field: 'proxies', cause });
}
