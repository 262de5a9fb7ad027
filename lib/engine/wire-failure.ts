import { SendFailure } from './failure';

type Reasoned = readonly [reason: string, text: (where: string) => string];

const CERTIFICATE: Record<string, Reasoned> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: [
    'self_signed',
    (w) =>
      `The certificate of ${w} is signed by itself. Give its PEM as verify, or switch the check off for this request.`,
  ],
  SELF_SIGNED_CERT_IN_CHAIN: [
    'self_signed',
    (w) =>
      `The chain of ${w} ends in an authority that signed itself and is not known here. Give its PEM as verify.`,
  ],
  CERT_HAS_EXPIRED: ['expired', (w) => `The certificate of ${w} has expired. It must be renewed there.`],
  CERT_NOT_YET_VALID: [
    'not_yet_valid',
    (w) => `The certificate of ${w} is not valid yet. Check the clocks on both sides.`,
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'wrong_host',
    (w) => `The certificate of ${w} is for another name. Check the host in the URL.`,
  ],
  HOSTNAME_MISMATCH: [
    'wrong_host',
    (w) => `The certificate of ${w} is for another name. Check the host in the URL.`,
  ],
  CERT_REVOKED: ['revoked', (w) => `The certificate of ${w} was revoked.`],
};
const UNTRUSTED =
  /^(UNABLE_TO_|CERT_(UNTRUSTED|SIGNATURE|CHAIN|REJECTED)|INVALID_(CA|PURPOSE)|PATH_LENGTH|ERROR_IN_CERT)/;

/** What OpenSSL makes of bytes that are no TLS at all. */
const NO_TLS = /wrong[ _]version[ _]number|packet[ _]length[ _]too[ _]long|http[ _]request/i;

const NETWORK: Record<string, Reasoned> = {
  ECONNREFUSED: [
    'refused',
    (w) => `Nothing listens on ${w} (connection refused). Check the port, or start the server.`,
  ],
  ECONNRESET: [
    'reset',
    (w) => `${w} reset the connection. Try again; if it stays so, look into the server's log.`,
  ],
  EPIPE: ['reset', (w) => `${w} closed the connection while the request was being sent.`],
  ECONNABORTED: ['reset', (w) => `The connection to ${w} was aborted.`],
  EHOSTUNREACH: ['unreachable', (w) => `There is no route to ${w}. Check the address.`],
  ENETUNREACH: ['unreachable', (w) => `There is no route to ${w}. Check the address.`],
  EADDRNOTAVAIL: ['unreachable', (w) => `${w} cannot be reached from here. Check the address.`],
  EACCES: ['unreachable', (w) => `The system does not let us connect to ${w}.`],
};

/** The `code` of a Node or undici error, or the empty text. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

/**
 * A socket's error as the failure a person reads. `where` is `host:port`. Codes: `tls_error`, `connect_timeout`,
 * `connection_error` (reasons refused, reset, unreachable, closed_early).
 */
export function socketFailure(error: unknown, where: string, secure: boolean): SendFailure {
  const code = errorCode(error);
  const certificate = CERTIFICATE[code];
  if (certificate)
    return new SendFailure('tls_error', certificate[1](where), { reason: certificate[0], cause: error });
  if (UNTRUSTED.test(code))
    return new SendFailure(
      'tls_error',
      `The certificate of ${where} does not lead to an authority known here. Give the authority's PEM as verify.`,
      { reason: 'untrusted', cause: error },
    );
  if (code === 'ETIMEDOUT')
    return new SendFailure(
      'connect_timeout',
      `${where} did not answer the connection attempt. Check the address, or whether a firewall drops it.`,
      { cause: error },
    );
  const network = NETWORK[code];
  if (network)
    return new SendFailure('connection_error', network[1](where), { reason: network[0], cause: error });
  if (secure) {
    const failure = tlsFailure(error, code, where);
    if (failure) return failure;
  }
  return new SendFailure('connection_error', `The connection to ${where} broke.`, {
    reason: 'closed_early',
    cause: error,
  });
}

/** What went wrong in TLS before any certificate was looked at; null when it was not TLS. */
function tlsFailure(error: unknown, code: string, where: string): SendFailure | null {
  const said = error instanceof Error ? error.message : '';
  const details = { reason: 'protocol', cause: error } as const;
  if (NO_TLS.test(`${code} ${said}`))
    return new SendFailure(
      'tls_error',
      `${where} answered without TLS, as a plain server does. Write http:// in the URL, or another port.`,
      details,
    );
  if (!/^(ERR_SSL_|ERR_TLS_|EPROTO)/.test(code) && !/ssl|tls/i.test(said)) return null;
  return new SendFailure(
    'tls_error',
    `${where} and we could not agree on TLS. Check that the port speaks TLS 1.2 or newer, and whether it asks for a client certificate.`,
    details,
  );
}

/** As `socketFailure`, of a connection that was made: whatever ends it before TLS stands is a `tls_error`. */
export function handshakeFailure(error: unknown, where: string): SendFailure {
  const failure = socketFailure(error, where, true);
  if (failure.code === 'tls_error') return failure;
  return new SendFailure(
    'tls_error',
    `${where} ended the connection during the TLS handshake. Check that the port speaks TLS; a plain one wants http:// in the URL.`,
    { reason: 'protocol', cause: error },
  );
}

/** The name has no address, or the resolver did not answer. */
export function dnsFailure(host: string, error: unknown): SendFailure {
  const code = errorCode(error);
  const temporary = code === 'EAI_AGAIN' || code === 'ETIMEOUT';
  return new SendFailure(
    'dns_error',
    temporary
      ? `The name ${host} could not be looked up just now. Try again.`
      : `The name ${host} has no address. Check its spelling.`,
    { reason: temporary ? 'try_again' : 'not_found', cause: error },
  );
}

/** The peer closed the connection where more was due. */
export function closedEarly(where: string, after: string, cause?: unknown): SendFailure {
  return new SendFailure('connection_error', `${where} closed the connection ${after}.`, {
    reason: 'closed_early',
    cause,
  });
}

/** The answer breaks RFC 9112. */
export function protocolFailure(message: string, reason?: string, cause?: unknown): SendFailure {
  return new SendFailure('protocol_error', message, { ...(reason === undefined ? {} : { reason }), cause });
}

/** What an aborted signal stands for: the failure it was aborted with, else `cancelled`. */
export function abortFailure(signal: AbortSignal): SendFailure {
  const reason: unknown = signal.reason;
  return reason instanceof SendFailure ? reason : new SendFailure('cancelled', 'The request was cancelled.');
}

/** Nothing came for the longest silence that was asked for (R146). */
export function silent(where: string, readMs: number): SendFailure {
  const message = `${where} sent nothing for ${readMs} ms. Try again, or allow more time.`;
  return new SendFailure('read_timeout', message);
}

/** The answer did not begin within this server's own limit. */
export function beginsLate(where: string, firstByteMs: number): SendFailure {
  const message = `${where} had not begun to answer ${firstByteMs} ms after the request was sent, the longest that this server waits.`;
  return new SendFailure('read_timeout', message, { reason: 'first_byte' });
}
