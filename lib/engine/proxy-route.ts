import type { Pairs } from '@/lib/model/pairs';
import { basicValue } from './auth/basic';
import type { EgressPolicy } from './contract';
import { SendFailure } from './failure';
import { checkUrl, refusalFailure, type EgressTarget } from './guard';
import { setHeader } from './headers';
import { proxyName, type ProxyServer } from './proxy-url';

/** The way of one request through a proxy. */
export interface ProxyRoute {
  server: ProxyServer;
  /** what is dialled: the guard looks at a proxy as at any target */
  target: EgressTarget;
  /** the proxy is given the request itself, in absolute form; otherwise it is asked for a connection (R137) */
  forwards: boolean;
  /** tells this proxy and these credentials from all others */
  key: string;
}

/**
 * Checks that a proxy may be used and dialled at all, before any name is resolved.
 * @throws SendFailure `blocked_address`, `invalid_proxy_url`
 */
export function checkedRoute(server: ProxyServer, target: EgressTarget, policy: EgressPolicy): ProxyRoute {
  if (policy.proxies !== true)
    throw new SendFailure(
      'blocked_address',
      'Proxies are switched off on this server. Whoever runs it can allow them with PLAYJAR_PROXIES=on. Nothing was sent.',
      { reason: 'proxies_off', field: 'proxies' },
    );
  const { kind, credentials } = server;
  const secure = kind === 'https';
  const checked = checkUrl(`${secure ? 'https' : 'http'}://${proxyName(server)}`, policy);
  if ('refused' in checked) throw refusalFailure(checked, 'proxy');
  const forwards = !target.secure && (kind === 'http' || secure);
  return { server, target: checked, forwards, key: JSON.stringify([kind, proxyName(server), credentials]) };
}

/** Only these are given an address; all others resolve the target's name themselves. */
export function resolvesHere({ kind }: ProxyServer): boolean {
  return kind === 'socks4' || kind === 'socks5';
}

/** The credentials as an http proxy reads them, or null when its URL has none (R138). */
export function proxyAuthorization({ credentials }: ProxyServer): string | null {
  return credentials && basicValue(credentials.username, credentials.password);
}

/** The headers of a request that goes to the proxy itself; its credentials replace what the user wrote, as in requests. */
export function forwardedHeaders(headers: Pairs, server: ProxyServer): Pairs {
  const authorization = proxyAuthorization(server);
  if (authorization === null) return headers;
  const copy = [...headers];
  setHeader(copy, 'Proxy-Authorization', authorization);
  return copy;
}
