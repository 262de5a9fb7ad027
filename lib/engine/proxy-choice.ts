import type { Proxies } from '@/lib/model/request-spec';
import { bypasses } from './no-proxy';
import { parseProxy, type ProxyServer } from './proxy-url';
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
  const { scheme, netloc } = splitUrl(url);
  const authority = netloc.slice(netloc.lastIndexOf('@') + 1).toLowerCase();
  const [, bracketed = '', port = ''] = /^(\[[^\]]*\]|[^:]*):?(\d*)$/.exec(authority) ?? [];
  const host = bracketed.replace(/^\[|\]$/g, '');
  const chosen = firstOf(proxies, [
    ...[`${scheme}://${host}`, `${scheme}://${bracketed}`, scheme],
    ...[`all://${host}`, `all://${bracketed}`, 'all'],
  ]);
  const exempt = Object.hasOwn(proxies, NO_PROXY) ? proxies[NO_PROXY] : null;
  return chosen && exempt && bypasses(exempt, host, port) ? null : chosen;
}

/**
 * As `chooseProxy`, read. Asked anew for every hop (R99).
 * @throws SendFailure `invalid_proxy_url`
 */
export function proxyFor(proxies: Proxies, url: string): ProxyServer | null {
  const chosen = chooseProxy(proxies, url);
  return chosen === null ? null : parseProxy(chosen);
}

function firstOf(proxies: Proxies, keys: readonly string[]): string | null {
  for (const key of keys) if (Object.hasOwn(proxies, key)) return proxies[key] || null;
  return null;
}
