import type net from 'node:net';
import { parseAddress } from './address';
import type { DialOptions, Dialed } from './connect';
import { handshake, secureContext } from './handshake';
import { openHttpTunnel } from './http-tunnel';
import { proxyFailure } from './proxy-failure';
import { proxyAuthorization, resolvesHere, type ProxyRoute } from './proxy-route';
import { proxyName } from './proxy-url';
import { checkedAddresses, reach } from './reach';
import { openSocksTunnel } from './socks-tunnel';

type Options = DialOptions & { via: ProxyRoute };
type Through = Pick<Dialed, 'socket' | 'raw' | 'behind' | 'dnsMs' | 'connectMs'>;

/**
 * Opens a connection to a proxy, and through it to the target unless the proxy is to be given the request itself. Only
 * for socks4 and socks5 is the target's name resolved here, and then its addresses are checked; every other proxy
 * gets the name.
 * @throws SendFailure `proxy_error`, `blocked_address`, `dns_error`, `tls_error` (bad_pem); the signal's reason
 */
export async function reachThrough(options: Options, signal: AbortSignal): Promise<Through> {
  const { via, request } = options;
  const started = performance.now();
  // before anything is dialled, like the target's own
  const context = via.target.secure ? secureContext({ verify: request.verify, cert: null }) : null;
  const behind = await addressBehind(options, signal);
  const resolved = performance.now();
  const where = proxyName(via.server);
  const reached = await reach({ ...options, target: via.target }, signal).catch((error: unknown) => {
    throw proxyFailure(error, where, signal);
  });
  const raw = reached.socket;
  try {
    const { verify } = request;
    const socket = context ? await handshake(raw, via.target, { context, verify, signal }) : raw;
    if (!via.forwards) await openTunnel(socket, options, behind, signal);
    const dnsMs = (behind.looked ? resolved - started : 0) + (reached.dnsMs ?? 0);
    return {
      socket,
      raw,
      behind: behind.address,
      dnsMs: behind.looked || reached.dnsMs !== null ? dnsMs : null,
      connectMs: performance.now() - started - dnsMs,
    };
  } catch (error) {
    raw.destroy();
    throw proxyFailure(error, where, signal);
  }
}

/** The target's address where the proxy cannot take its name, IPv4 first, as PySocks picks it. */
async function addressBehind(
  options: Options,
  signal: AbortSignal,
): Promise<{ address: string | null; looked: boolean }> {
  if (!resolvesHere(options.via.server)) return { address: null, looked: false };
  if (!parseAddress(options.target.host)) options.onProgress({ type: 'phase', phase: 'dns' });
  const { addresses, resolved } = await checkedAddresses(options, signal);
  const [first = null] = addresses;
  return { address: addresses.find((one) => !one.includes(':')) ?? first, looked: resolved };
}

async function openTunnel(
  socket: net.Socket,
  { via, target, request }: Options,
  behind: { address: string | null },
  signal: AbortSignal,
): Promise<void> {
  const { server } = via;
  if (server.kind === 'http' || server.kind === 'https') {
    const authorization = proxyAuthorization(server);
    return openHttpTunnel(socket, { authority: `${target.host}:${target.port}`, authorization, signal });
  }
  const host = behind.address ?? target.host.replace(/^\[|\]$/g, '');
  return openSocksTunnel(socket, {
    server,
    destination: { host, port: target.port },
    patienceMs: request.connectMs,
    signal,
  });
}
