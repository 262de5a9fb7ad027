import type { Proxies } from '@/lib/model/request-spec';
import { SendFailure } from './failure';
import { splitUrl } from './url';

/** The request's proxies over the session's; null takes one away (R15). */
export function mergeProxies(session: Proxies, request: Proxies | undefined): Proxies {
  return request ? { ...session, ...request } : session;
}

/** The proxy for a URL: `scheme://host`, `scheme`, `all://host`, `all`, the first key that is there (R135). */
export function chooseProxy(proxies: Proxies, url: string): string | null {
  const { scheme, netloc } = splitUrl(url);
  const host = netloc.slice(netloc.lastIndexOf('@') + 1).replace(/:\d*$/, '');
  for (const key of [`${scheme}://${host}`, scheme, `all://${host}`, 'all']) {
    if (Object.hasOwn(proxies, key)) return proxies[key] || null;
  }
  return null;
}

/** Until the transport can speak to proxies, a send that asks for one fails instead of going out directly. */
export function refuseProxy(proxies: Proxies, url: string): void {
  if (Object.keys(proxies).length === 0 || chooseProxy(proxies, url) === null) return;
  throw new SendFailure(
    'proxy_error',
    'Sending through a proxy is not possible here yet. Nothing was sent.',
    {
      reason: 'unsupported',
      field: 'proxies',
    },
  );
}
