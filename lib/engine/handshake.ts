import type net from 'node:net';
import tls from 'node:tls';
import { parseAddress } from './address';
import type { WireRequest } from './contract';
import { SendFailure } from './failure';
import type { EgressTarget } from './guard';
import { badPem, checkAuthorities, checkClientCert } from './pem';
import { handshakeFailure } from './wire-failure';

/** @throws SendFailure `tls_error` (bad_pem) before anything is dialled (R143) */
export function secureContext({ verify, cert }: Pick<WireRequest, 'verify' | 'cert'>): tls.SecureContext {
  const ca = typeof verify === 'object' ? verify.ca : undefined;
  if (ca !== undefined) checkAuthorities(ca);
  if (cert) checkClientCert(cert);
  try {
    return tls.createSecureContext({
      ...(ca === undefined ? {} : { ca }),
      ...(cert ? { cert: cert.cert, key: cert.key } : {}),
    });
  } catch (cause) {
    throw badPem(cert ? 'cert' : 'verify', 'The certificates given cannot be used for TLS.', cause);
  }
}

interface HandshakeOptions {
  context: tls.SecureContext;
  verify: WireRequest['verify'];
  signal: AbortSignal;
  http2?: boolean;
}

/** Speaks TLS on a connection that was made; the name is checked against the certificate unless `verify` is false (R142). */
export function handshake(
  raw: net.Socket,
  target: EgressTarget,
  { context, verify, signal, http2 = false }: HandshakeOptions,
): Promise<tls.TLSSocket> {
  const name = target.host.replace(/^\[|\]$|\.$/g, '');
  return new Promise((resolve, reject) => {
    const socket = tls.connect({
      socket: raw,
      secureContext: context,
      host: name,
      servername: parseAddress(target.host) ? '' : name,
      rejectUnauthorized: verify !== false,
      ALPNProtocols: http2 ? ['h2', 'http/1.1'] : ['http/1.1'],
    });
    const fail = (error: unknown): void => {
      signal.removeEventListener('abort', stop);
      raw.destroy();
      reject(error instanceof SendFailure ? error : handshakeFailure(error, `${target.host}:${target.port}`));
    };
    const stop = (): void => fail(signal.reason);
    const closed = (): void => fail(new Error('closed during the handshake'));
    signal.addEventListener('abort', stop, { once: true });
    socket.once('error', fail);
    socket.once('close', closed);
    socket.once('secureConnect', () => {
      signal.removeEventListener('abort', stop);
      socket.off('error', fail);
      socket.off('close', closed);
      resolve(socket);
    });
  });
}
