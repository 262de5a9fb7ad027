import type net from 'node:net';
import type { TlsInfo } from '@/lib/model/exchange';
import type { WireRequest } from './contract';
import { SendFailure } from './failure';
import { handshake, secureContext } from './handshake';
import type { ProxyRoute } from './proxy-route';
import { proxyName } from './proxy-url';
import { reach, type Reached, type ReachOptions } from './reach';
import { tlsInfo } from './tls-info';
import { reachThrough } from './tunnel';
import { abortFailure, socketFailure } from './wire-failure';

/** A connection ready for its first request, and what opening it took, in milliseconds. */
export interface Dialed {
  socket: net.Socket;
  /** the connection below all TLS: whoever it leads to was checked */
  raw: net.Socket;
  /** where the name of a target was resolved here for its proxy: the address that the proxy was given */
  behind: string | null;
  tls: TlsInfo | null;
  dnsMs: number | null;
  /** a proxy's part included, up to the tunnel */
  connectMs: number;
  tlsMs: number | null;
}
export interface DialOptions extends ReachOptions {
  via: ProxyRoute | null;
  request: Pick<WireRequest, 'connectMs' | 'verify' | 'cert' | 'signal' | 'http2'>;
}

async function direct(
  options: DialOptions,
  signal: AbortSignal,
): Promise<Reached & Pick<Dialed, 'raw' | 'behind'>> {
  const reached = await reach(options, signal);
  return { ...reached, raw: reached.socket, behind: null };
}

async function phases(options: DialOptions, signal: AbortSignal): Promise<Dialed> {
  const { target, via, request, onProgress } = options;
  const context = target.secure ? secureContext(request) : null;
  const reached = via ? await reachThrough({ ...options, via }, signal) : await direct(options, signal);
  if (!context) return { ...reached, tls: null, tlsMs: null };
  const connected = performance.now();
  onProgress({ type: 'phase', phase: 'tls' });
  const { verify, http2 = false } = request;
  const socket = await handshake(reached.socket, target, { context, verify, signal, http2 });
  // TLS inside a proxy's TLS: the inner end must free the outer connection.
  if (reached.raw !== reached.socket) socket.once('close', () => reached.raw.destroy());
  return { ...reached, socket, tls: tlsInfo(socket), tlsMs: performance.now() - connected };
}

/**
 * Opens one connection to the target, through a proxy when there is one, and speaks TLS when asked. `connectMs`
 * bounds all of it, the proxy's handshake too.
 * @throws SendFailure `dns_error`, `blocked_address`, `connection_error`, `proxy_error`, `connect_timeout`, `tls_error`,
 * `cancelled`
 */
export async function dial(options: DialOptions): Promise<Dialed> {
  const { target, via, request } = options;
  const where = `${target.host}:${target.port}`;
  const whom = via ? `${where} through the proxy ${proxyName(via.server)}` : where;
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort(
      new SendFailure(
        'connect_timeout',
        `${whom} did not take the connection within ${request.connectMs} ms. Check the address, or allow more time.`,
      ),
    );
  }, request.connectMs);
  const cancel = (): void => late.abort(abortFailure(request.signal));
  if (request.signal.aborted) cancel();
  request.signal.addEventListener('abort', cancel, { once: true });
  try {
    return await phases(options, late.signal);
  } catch (error) {
    throw error instanceof SendFailure ? error : socketFailure(error, where, target.secure);
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener('abort', cancel);
  }
}
