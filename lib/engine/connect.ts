import { lookup } from 'node:dns/promises';
import net from 'node:net';
import type { TlsInfo } from '@/lib/model/exchange';
import type { EgressPolicy, TransportProgress, WireRequest } from './contract';
import { parseAddress } from './address';
import { SendFailure } from './failure';
import { checkAddresses, checkPeer, refusalFailure, type EgressTarget } from './guard';
import { handshake, secureContext, tlsInfo } from './handshake';
import { abortFailure, dnsFailure, socketFailure } from './wire-failure';

/** Gives every address of a name. */
export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>;

/** A connection ready for its first request, and what opening it took, in milliseconds. */
export interface Dialed {
  socket: net.Socket;
  tls: TlsInfo | null;
  dnsMs: number | null;
  connectMs: number;
  tlsMs: number | null;
}
export interface DialOptions {
  target: EgressTarget;
  policy: EgressPolicy;
  resolve: Resolve;
  request: Pick<WireRequest, 'connectMs' | 'verify' | 'cert' | 'signal'>;
  onProgress: (progress: TransportProgress) => void;
}

/** The next address is tried beside the last one after this long (RFC 8305 §5). */
const ATTEMPT_DELAY_MS = 250;

/** The system's own resolver, hosts file included, in its order. */
export const systemResolve: Resolve = (host) => lookup(host, { all: true, order: 'verbatim' });

function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

async function checkedAddresses(
  { target, policy, resolve }: DialOptions,
  signal: AbortSignal,
): Promise<{ addresses: string[]; resolved: boolean }> {
  const literal = parseAddress(target.host);
  const host = target.host.endsWith('.') && target.host.length > 1 ? target.host.slice(0, -1) : target.host;
  const found = literal
    ? [literal.toString()]
    : (
        await within(signal, resolve(host)).catch((error: unknown) => {
          throw signal.aborted ? error : dnsFailure(host, error);
        })
      ).map(({ address }) => address);
  if (found.length === 0) throw dnsFailure(host, new Error('no addresses'));
  const refusal = checkAddresses(target, found, policy, literal ? 'ip' : 'dns');
  if (refusal) throw refusalFailure(refusal);
  return { addresses: found, resolved: !literal };
}

/** Tries the checked addresses in order, each a little after the one before, and keeps the first that answers. */
function firstAnswer(addresses: readonly string[], port: number, signal: AbortSignal): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const open = new Set<net.Socket>();
    let next = 0;
    let timer: NodeJS.Timeout | undefined;
    const settle = (finish: () => void, winner?: net.Socket): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      for (const socket of open) if (socket !== winner) socket.destroy();
      open.clear();
      finish();
    };
    const stop = (): void =>
      settle(() => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted')));
    const start = (): void => {
      clearTimeout(timer);
      const host = addresses[next];
      if (host === undefined) return;
      next += 1;
      const socket = net.connect({ host, port, noDelay: true, keepAlive: true, autoSelectFamily: false });
      open.add(socket);
      socket.on('error', (error) => {
        if (!open.delete(socket)) return;
        if (next < addresses.length) start();
        else if (open.size === 0) settle(() => reject(error));
      });
      socket.once('connect', () => {
        if (!open.has(socket)) return;
        const refusal = checkPeer(socket.remoteAddress, host);
        if (refusal) settle(() => reject(refusalFailure(refusal)));
        else settle(() => resolve(socket), socket);
      });
      if (next < addresses.length) timer = setTimeout(start, ATTEMPT_DELAY_MS);
    };
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    start();
  });
}

async function phases(options: DialOptions, signal: AbortSignal): Promise<Dialed> {
  const { target, onProgress } = options;
  const context = target.secure ? secureContext(options.request) : null;
  const started = performance.now();
  if (!parseAddress(target.host)) onProgress({ type: 'phase', phase: 'dns' });
  const { addresses, resolved } = await checkedAddresses(options, signal);
  const dialing = performance.now();
  onProgress({ type: 'phase', phase: 'connect' });
  const raw = await firstAnswer(addresses, target.port, signal);
  const connected = performance.now();
  const timings = { dnsMs: resolved ? dialing - started : null, connectMs: connected - dialing };
  if (!context) return { socket: raw, tls: null, tlsMs: null, ...timings };
  onProgress({ type: 'phase', phase: 'tls' });
  const socket = await handshake(raw, target, { context, verify: options.request.verify, signal });
  return { socket, tls: tlsInfo(socket), tlsMs: performance.now() - connected, ...timings };
}

/**
 * Opens one connection: resolves once, checks every address, dials only what was checked, compares the peer, and
 * speaks TLS when asked. `connectMs` bounds all of it.
 * @throws SendFailure `dns_error`, `blocked_address`, `connection_error`, `connect_timeout`, `tls_error`, `cancelled`
 */
export async function dial(options: DialOptions): Promise<Dialed> {
  const { target, request } = options;
  const where = `${target.host}:${target.port}`;
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort(
      new SendFailure(
        'connect_timeout',
        `${where} did not take the connection within ${request.connectMs} ms. Check the address, or allow more time.`,
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
