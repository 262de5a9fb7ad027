import type { TlsCertificate, TlsInfo } from '@/lib/model/exchange';

/** `TLS 1.3 · TLS_AES_256_GCM_SHA384 · ALPN http/1.1` */
export function tlsTitle({ protocol, cipher, alpn }: TlsInfo): string {
  const agreed = alpn ? `ALPN ${alpn}` : null;
  return [protocol?.replace('TLSv', 'TLS ') ?? 'TLS', cipher, agreed].filter(Boolean).join(' · ');
}

/** The certificates that a server showed, its own first, each signed by the one below it. */
export function CertificateChain({ tls, hop }: { tls: TlsInfo; hop: string }) {
  const chain = tls.chain ?? (tls.certificate ? [tls.certificate] : []);
  if (chain.length === 0) return <p className="text-faint px-3 py-1.5 text-sm">No certificate was shown.</p>;
  return (
    <ol aria-label={`Certificates of hop ${hop}`}>
      {chain.map((certificate, index) => (
        <li key={certificate.fingerprint256} className="border-b last:border-b-0">
          <details open={index === 0}>
            <summary className="hover:bg-hover px-3 py-1 font-mono text-sm wrap-anywhere -outline-offset-2!">
              {certificate.subject || 'a certificate without a name'}
            </summary>
            <Certificate certificate={certificate} />
          </details>
        </li>
      ))}
    </ol>
  );
}

function Certificate({ certificate }: { certificate: TlsCertificate }) {
  const { subject, issuer, validFrom, validTo, altNames, fingerprint256 } = certificate;
  const rows: [string, string][] = [
    ['Issuer', issuer === subject ? `${issuer} (itself)` : issuer],
    ['Names', altNames ?? 'none'],
    ['Valid from', validFrom],
    ['Valid until', validTo],
    ['SHA-256', fingerprint256],
  ];
  return (
    <dl className="grid grid-cols-[6rem_1fr] px-3 pb-2 text-sm leading-5 md:grid-cols-[14rem_1fr]">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="font-mono wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
