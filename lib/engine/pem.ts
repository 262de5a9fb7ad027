import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import type { ClientCert } from '@/lib/model/request-spec';
import { SendFailure } from './failure';

const CERTIFICATES =
  /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[^-]*(?:-----END (?:X509 |TRUSTED )?CERTIFICATE-----)?/g;

/**
 * Checks authorities before anything is dialled: Node passes over what it cannot read, and then trusts fewer than was
 * meant, or none (R142).
 * @throws SendFailure `tls_error` (bad_pem)
 */
export function checkAuthorities(pem: string): void {
  const blocks = pem.match(CERTIFICATES) ?? [];
  if (blocks.length === 0)
    throw badPem(
      'verify',
      'The authorities given as verify hold no certificate. Paste PEM: it begins with -----BEGIN CERTIFICATE-----.',
    );
  blocks.forEach((block, index) => {
    if (certificateOf(block)) return;
    const which = blocks.length === 1 ? 'The authority' : `Certificate ${index + 1} of the authorities`;
    throw badPem('verify', `${which} given as verify cannot be read. Paste the whole PEM again.`);
  });
}

/**
 * Checks a client certificate and its key, and that they belong together (R143).
 * @throws SendFailure `tls_error` (bad_pem)
 */
export function checkClientCert({ cert, key }: ClientCert): void {
  const certificate = certificateOf(cert);
  if (!certificate)
    throw badPem(
      'cert',
      'The client certificate cannot be read. Paste PEM: it begins with -----BEGIN CERTIFICATE-----.',
    );
  if (/ENCRYPTED/.test(key))
    throw badPem('cert', "The client certificate's key is locked with a passphrase. Give it without one.");
  const own = keyOf(key);
  if (!own)
    throw badPem(
      'cert',
      "The client certificate's key cannot be read. Paste PEM: it begins with -----BEGIN PRIVATE KEY-----.",
    );
  if (!certificate.checkPrivateKey(own))
    throw badPem('cert', 'The client certificate and the key do not belong together.');
}

/** Codes: `tls_error`. */
export function badPem(field: 'verify' | 'cert', message: string, cause?: unknown): SendFailure {
  return new SendFailure('tls_error', `${message} Nothing was sent.`, { reason: 'bad_pem', field, cause });
}

function certificateOf(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem);
  } catch {
    return null;
  }
}

function keyOf(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}
