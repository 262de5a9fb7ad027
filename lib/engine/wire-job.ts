import { checkBodySize } from './body-source';
import type { EgressPolicy, SendLimits, TransportProgress, WireRequest } from './contract';
import { SendFailure } from './failure';
import { checkUrl, refusalFailure, type EgressTarget } from './guard';
import { readUrl } from './guard-url';
import { checkedRoute, forwardedHeaders, type ProxyRoute } from './proxy-route';
import { markOf } from './trail';
import { requestHead, type RequestHead } from './request-head';
import { prepareUrl } from './url';

/** A request that was checked and written out, ready for a connection. */
export interface Job {
  request: WireRequest;
  target: EgressTarget;
  /** null: straight to the target */
  via: ProxyRoute | null;
  head: RequestHead;
  limits: SendLimits;
  onProgress: (progress: TransportProgress) => void;
  /** `performance.now()` at its begin */
  started: number;
}

function checkSizes({ url, body }: WireRequest, limits: SendLimits): void {
  if (Buffer.byteLength(url) > limits.urlBytes)
    throw new SendFailure(
      'invalid_url',
      `The URL is longer than the ${limits.urlBytes} bytes allowed here.`,
      { field: 'url' },
    );
  checkBodySize(body, limits);
}

/** Authority without credentials, and the request target, as the URL spells them (R46, R57, R58). */
function split(url: string, { host }: EgressTarget): { authority: string; target: string } {
  const [, authority = '', path = ''] = /^https?:\/\/(?:[^/?#]*@)?([^/?#@]*)([^#]*)/i.exec(url) ?? [];
  const spelled = `http://${authority}`;
  // Two readings of one URL must name the same host, or one of them was checked and the other called.
  if (/[\\\s]/.test(authority) || readUrl(spelled)?.hostname !== host)
    throw new SendFailure('invalid_url', 'The host in this URL can be read in two ways. Write it plainly.', {
      field: 'url',
    });
  return { authority, target: path.startsWith('/') ? path : `/${path}` };
}

/** The whole URL on the request line, spelled as urllib3 spells it for a proxy: dot segments gone, host in lower case. */
function forwardedHead(request: WireRequest, checked: EgressTarget, { server }: ProxyRoute): RequestHead {
  const { authority, target } = split(prepareUrl(request.url, ''), checked);
  const headers = forwardedHeaders(request.headers, server);
  const head = requestHead({ ...request, headers }, authority, `http://${authority}${target}`);
  if (headers === request.headers) return head;
  return { ...head, marks: [...head.marks, markOf('header', 'Proxy-Authorization', 'byProxy')] };
}

/**
 * Checks a request against the guard and the ceilings, and writes it out. Nothing is sent yet.
 * @throws SendFailure `invalid_url`, `invalid_schema`, `blocked_address`, `invalid_header`, `invalid_body`,
 * `invalid_proxy_url`
 */
export function checkedJob(
  request: WireRequest,
  limits: SendLimits,
  policy: EgressPolicy,
  onProgress: Job['onProgress'],
): Job {
  const started = performance.now();
  checkSizes(request, limits);
  const checked = checkUrl(request.url, policy);
  if ('refused' in checked) throw refusalFailure(checked);
  const { authority, target } = split(request.url, checked);
  const route = request.proxy && checkedRoute(request.proxy, checked, policy);
  // RFC 6455 §4.1: a WebSocket goes through a tunnel, also where http:// would be forwarded.
  const via = route && request.upgrades ? { ...route, forwards: false } : route;
  const head = via?.forwards ? forwardedHead(request, checked, via) : requestHead(request, authority, target);
  // The request line has its own ceiling.
  if (head.head.length - target.length > limits.requestHeaderBytes)
    throw new SendFailure(
      'invalid_header',
      `The request's headers are longer than the ${limits.requestHeaderBytes} bytes allowed here.`,
      { field: 'headers' },
    );
  return { request, target: checked, via, head, limits, onProgress, started };
}
