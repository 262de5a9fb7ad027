import { lookup } from 'node:dns/promises';
import net from 'node:net';
import type { EgressPolicy, TransportProgress } from './contract';
import { parseAddress } from './address';
import { SendFailure } from './failure';
import { checkAddresses, checkPeer, refusalFailure, type EgressTarget } from './guard';
import { dnsFailure } from './wire-failure';

/** Gives every address of a name. */
export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>;

export interface ReachOptions {
  target: EgressTarget;
  policy: EgressPolicy;
  resolve: Resolve;
  /** for looking up a name, in milliseconds */
  dnsMs: number;
  onProgress: (progress: TransportProgress) => void;
}
/** A connection that nothing was said on yet, and what it took in milliseconds. */
export interface Reached {
  socket: net.Socket;
  dnsMs: number | null;
  connectMs: number;
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

async function inTime<T>(work: Promise<T>, host: string, dnsMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `The name ${host} was not looked up within ${dnsMs} ms. Try again; the name server may be slow.`;
    const failure = new SendFailure('dns_error', message, { reason: 'timeout' });
    timer = setTimeout(() => reject(failure), dnsMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/**
 * The addresses of a target, each checked: its own when it is a literal, else what its name resolves to.
 * @throws SendFailure `dns_error`, `blocked_address`; the signal's reason
 */
export async function checkedAddresses(
  { target, policy, resolve, dnsMs }: ReachOptions,
  signal: AbortSignal,
): Promise<{ addresses: string[]; resolved: boolean }> {
  const literal = parseAddress(target.host);
  const host = target.host.endsWith('.') && target.host.length > 1 ? target.host.slice(0, -1) : target.host;
  const found = literal
    ? [literal.toString()]
    : (
        await within(signal, inTime(resolve(host), host, dnsMs)).catch((error: unknown) => {
          throw signal.aborted || error instanceof SendFailure ? error : dnsFailure(host, error);
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

/** Resolves once, checks every address, dials only what was checked, and compares the peer. */
export async function reach(options: ReachOptions, signal: AbortSignal): Promise<Reached> {
  const { target, onProgress } = options;
  const started = performance.now();
  if (!parseAddress(target.host)) onProgress({ type: 'phase', phase: 'dns' });
  const { addresses, resolved } = await checkedAddresses(options, signal);
  const dialing = performance.now();
  onProgress({ type: 'phase', phase: 'connect' });
  const socket = await firstAnswer(addresses, target.port, signal);
  return {
    socket,
    dnsMs: resolved ? dialing - started : null,
    connectMs: performance.now() - dialing,
  };
}
