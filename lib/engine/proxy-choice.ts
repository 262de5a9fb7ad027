import type { Proxies } from '@/lib/model/request-spec';
import { bypasses } from './no-proxy';
import { parseProxy, proxyName, type ProxyServer } from './proxy-url';
import type { Trail } from './trail';
import { splitUrl } from './url';

/** The key that holds hosts to reach directly instead of a proxy. */
const NO_PROXY = 'no_proxy';

/** The request's proxies over the session's (R15); a null stays, and means that there is none (R135). */
export function mergeProxies(session: Proxies, request: Proxies | undefined): Proxies {
  return request ? { ...session, ...request } : session;
}

/**
 * The proxy for a URL: `scheme://host`, `scheme`, `all://host`, `all`, the first key that is there (R135). Departs
 * from R140: there is no environment here, so `no_proxy` speaks of the proxies beside it.
 */
export function chooseProxy(proxies: Proxies, url: string): string | null {
  const key = chosenKey(proxies, url);
  return key === null ? null : proxies[key] || null;
}

/** The key that decides for a URL; null when none is there, or when `no_proxy` names the host. */
function chosenKey(proxies: Proxies, url: string): string | null {
  const { scheme, netloc } = splitUrl(url);
  const authority = netloc.slice(netloc.lastIndexOf('@') + 1).toLowerCase();
  const [, bracketed = '', port = ''] = /^(\[[^\]]*\]|[^:]*):?(\d*)$/.exec(authority) ?? [];
  const host = bracketed.replace(/^\[|\]$/g, '');
  const keys = [
    ...[`${scheme}://${host}`, `${scheme}://${bracketed}`, scheme],
    ...[`all://${host}`, `all://${bracketed}`, 'all'],
  ];
  const key = keys.find((one) => Object.hasOwn(proxies, one)) ?? null;
  const exempt = Object.hasOwn(proxies, NO_PROXY) ? proxies[NO_PROXY] : null;
  return key && exempt && bypasses(exempt, host, port) ? null : key;
}

/**
 * As `chooseProxy`, read. Asked anew for every hop (R99).
 * @throws SendFailure `invalid_proxy_url`
 */
export function proxyFor(proxies: Proxies, url: string): ProxyServer | null {
  const chosen = chooseProxy(proxies, url);
  return chosen === null ? null : parseProxy(chosen);
}

/** Writes down through which proxy a hop goes, and who named it; its credentials are not told. */
export function tellProxy(
  trail: Trail,
  { proxies, ownProxies }: ProxySides,
  url: string,
  server: ProxyServer | null,
): void {
  const key = chosenKey(proxies, url);
  const value = server ? `${server.kind}://${proxyName(server)}` : 'none';
  if (key === null) trail.note('setting', 'proxy', 'proxyNone', { value });
  else
    trail.note(
      'setting',
      'proxy',
      ownProxies && Object.hasOwn(ownProxies, key) ? 'proxyRequest' : 'proxySession',
      { value },
    );
}

/** All proxies, and those of them that the request itself named. */
export interface ProxySides {
  proxies: Proxies;
  ownProxies: Proxies | undefined;
}
