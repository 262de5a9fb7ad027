import { X509Certificate } from 'node:crypto';
import type net from 'node:net';
import tls from 'node:tls';
import type { TlsInfo } from '@/lib/model/exchange';
import { parseAddress } from './address';
import type { WireRequest } from './contract';
import { SendFailure } from './failure';
import type { EgressTarget } from './guard';
import { handshakeFailure } from './wire-failure';

/** @throws SendFailure `tls_error` (bad_pem) before anything is dialled (R143) */
export function secureContext({ verify, cert }: Pick<WireRequest, 'verify' | 'cert'>): tls.SecureContext {
  const ca = typeof verify === 'object' ? verify.ca : undefined;
  if (ca !== undefined) checkAuthorities(ca);
  try {
    return tls.createSecureContext({
      ...(ca === undefined ? {} : { ca }),
      ...(cert ? { cert: cert.cert, key: cert.key } : {}),
    });
  } catch (cause) {
    if (!cert) throw badAuthorities(cause);
    throw new SendFailure(
      'tls_error',
      'The client certificate and key cannot be read. Both must be PEM, the key without a passphrase, and belong together.',
      { reason: 'bad_pem', field: 'cert', cause },
    );
  }
}

/** Node takes text without a certificate in it for no authorities at all, and trusts nobody then. */
function checkAuthorities(ca: string): void {
  try {
    new X509Certificate(ca);
  } catch (cause) {
    throw badAuthorities(cause);
  }
}

function badAuthorities(cause?: unknown): SendFailure {
  const message = 'The authorities given as verify cannot be read. They must be PEM.';
  return new SendFailure('tls_error', message, { reason: 'bad_pem', field: 'verify', cause });
}

/** What a record keeps of the session. */
export function tlsInfo(socket: tls.TLSSocket): TlsInfo {
  const certificate = socket.getPeerCertificate();
  const name = (fields: unknown): string =>
    Object.entries(typeof fields === 'object' && fields !== null ? fields : {})
      .map(([key, value]) => `${key}=${String(value)}`)
      .join(', ');
  return {
    protocol: socket.getProtocol(),
    cipher: socket.getCipher().name,
    certificate: certificate.fingerprint256
      ? {
          subject: name(certificate.subject),
          issuer: name(certificate.issuer),
          validFrom: certificate.valid_from,
          validTo: certificate.valid_to,
          fingerprint256: certificate.fingerprint256,
          altNames: certificate.subjectaltname ?? null,
        }
      : null,
  };
}

interface HandshakeOptions {
  context: tls.SecureContext;
  verify: WireRequest['verify'];
  signal: AbortSignal;
}

/** Speaks TLS on a connection that was made; the name is checked against the certificate unless `verify` is false (R142). */
export function handshake(
  raw: net.Socket,
  target: EgressTarget,
  { context, verify, signal }: HandshakeOptions,
): Promise<tls.TLSSocket> {
  const name = target.host.replace(/^\[|\]$|\.$/g, '');
  return new Promise((resolve, reject) => {
    const socket = tls.connect({
      socket: raw,
      secureContext: context,
      host: name,
      servername: parseAddress(target.host) ? '' : name,
      rejectUnauthorized: verify !== false,
      ALPNProtocols: ['http/1.1'],
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
