import { SendFailure } from './failure';
import { blockedProxy } from './guard';
import { socketFailure } from './wire-failure';

/**
 * What went wrong on the way to a proxy or in asking it for a connection (R139): `proxy_error` with the reason, or what
 * ended the send from outside. `where` is the proxy's `host:port`; its credentials are in no message.
 */
export function proxyFailure(error: unknown, where: string, signal: AbortSignal): SendFailure {
  if (signal.aborted && signal.reason instanceof SendFailure) return signal.reason;
  const failure = error instanceof SendFailure ? error : socketFailure(error, where, false);
  if (failure.code === 'proxy_error') return failure;
  if (failure.code === 'blocked_address') return blockedProxy(failure.details.cause);
  const reason = failure.code === 'dns_error' ? 'dns' : (failure.details.reason ?? 'unreachable');
  return proxyError(`The proxy could not be reached. ${failure.message}`, reason, failure);
}

/** Codes: `proxy_error`. */
export function proxyError(message: string, reason: string, cause?: unknown): SendFailure {
  return new SendFailure('proxy_error', message, { reason, field: 'proxies', cause });
}
