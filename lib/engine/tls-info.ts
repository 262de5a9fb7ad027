import type tls from 'node:tls';
import type { TlsCertificate, TlsInfo } from '@/lib/model/exchange';

/** More certificates than this are no chain. */
const MOST_CERTIFICATES = 10;

/** What a record keeps of a TLS connection: what was agreed on, and the certificates from the server's own to the root. */
export function tlsInfo(socket: tls.TLSSocket): TlsInfo {
  const chain = chainOf(socket.getPeerCertificate(true));
  return {
    protocol: socket.getProtocol(),
    cipher: socket.getCipher().name,
    alpn: socket.alpnProtocol || null,
    certificate: chain[0] ?? null,
    chain,
  };
}

/** Node links each certificate to its issuer's, and a root to itself; an issuer that is not known is left out. */
function chainOf(first: Partial<tls.DetailedPeerCertificate>): TlsCertificate[] {
  const chain: TlsCertificate[] = [];
  const seen = new Set<string>();
  for (
    let one: Partial<tls.DetailedPeerCertificate> | undefined = first;
    one?.fingerprint256 && !seen.has(one.fingerprint256) && chain.length < MOST_CERTIFICATES;
    one = one.issuerCertificate
  ) {
    seen.add(one.fingerprint256);
    chain.push({
      subject: nameOf(one.subject),
      issuer: nameOf(one.issuer),
      validFrom: one.valid_from ?? '',
      validTo: one.valid_to ?? '',
      fingerprint256: one.fingerprint256,
      altNames: one.subjectaltname ?? null,
    });
  }
  return chain;
}

/** `O=Acme, CN=shop.test`; of a field that is there twice, both values. */
function nameOf(fields: unknown): string {
  return Object.entries(typeof fields === 'object' && fields !== null ? fields : {})
    .flatMap(([key, value]: [string, unknown]) =>
      (Array.isArray(value) ? value : [value]).map((one) => `${key}=${String(one)}`),
    )
    .join(', ');
}
