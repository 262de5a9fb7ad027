import clsx from 'clsx';
import { Ban, OctagonX } from 'lucide-react';
import type { ExchangeFailure } from '@/lib/model/exchange';

const TITLES: Partial<Record<ExchangeFailure['code'], string>> = {
  blocked_address: 'This address may not be called',
  auth_error: 'There is no token to send',
  dns_error: 'The host was not found',
  connection_error: 'The connection failed',
  proxy_error: 'The proxy did not connect',
  invalid_proxy_url: 'The proxy URL cannot be read',
  tls_error: 'The secure connection failed',
  connect_timeout: 'Connecting took too long',
  read_timeout: 'The answer took too long',
  total_timeout: 'The send took too long',
  too_many_redirects: 'Too many redirects',
  protocol_error: 'The answer is not HTTP',
  content_decoding_error: 'The body could not be decoded',
  response_too_large: 'The answer is too large',
  headers_too_large: 'The headers are too large',
  unknown_variable: 'A variable has no value',
  cancelled: 'Cancelled',
  interrupted: 'Interrupted',
};

/** Why a send did not end well, in words. The code is what the API says. */
export function FailureNote({ error, hops }: { error: ExchangeFailure; hops: number }) {
  const where = error.hop > 0 || hops > 1 ? ` · hop ${String(error.hop + 1)}` : '';
  // Whoever stopped it wanted just that.
  const wanted = error.code === 'cancelled';
  const Icon = wanted ? Ban : OctagonX;
  return (
    <div
      role="alert"
      className={clsx('flex items-start gap-2 border-b px-3 py-2', wanted ? 'bg-panel' : 'bg-bad-wash')}
    >
      <Icon
        aria-hidden="true"
        className={clsx('mt-0.5 size-4 shrink-0', wanted ? 'text-muted' : 'text-bad')}
      />
      <div className="min-w-0">
        <p className={clsx('font-semibold', !wanted && 'text-bad')}>{titleOf(error)}</p>
        {wanted ? null : <p className="wrap-anywhere">{error.message}</p>}
        <p className="text-muted font-mono text-sm">
          {error.code}
          {error.reason ? ` · ${error.reason}` : ''}
          {where}
        </p>
      </div>
    </div>
  );
}

function titleOf({ code, reason }: ExchangeFailure): string {
  if (reason === 'proxies_off') return 'Proxies are off here';
  return TITLES[code] ?? 'The request could not be sent';
}
