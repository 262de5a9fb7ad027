import type { Transport } from './contract';
import { SendFailure } from './failure';
import { parseTarget } from './guard-url';

/**
 * `scheme://host:port` of a URL as the guard reads it, so that what is compared is what is dialled; null when it names
 * no host that could be. A WebSocket goes to the origin of its handshake.
 */
export function originOf(url: string): string | null {
  const target = parseTarget(url.replace(/^\s*ws(s?):/i, 'http$1:'));
  return 'refused' in target ? null : `${target.secure ? 'https' : 'http'}://${target.host}:${target.port}`;
}

/**
 * A transport that sends to some origins only, on every hop and for tokens too.
 * Fails with `blocked_address` before anything is dialled.
 */
export function withinOrigins(transport: Transport, origins: readonly string[]): Transport {
  return {
    http2: transport.http2 === true,
    send(request, limits, onProgress) {
      const origin = originOf(request.url);
      // What names no host at all is for the guard to refuse, in its own words.
      if (origin === null || origins.includes(origin)) return transport.send(request, limits, onProgress);
      const message = `These steps send to ${origins.join(', ') || 'nowhere'} only. Nothing was sent to ${origin}.`;
      return Promise.reject(
        new SendFailure('blocked_address', message, { reason: 'other_origin', field: 'url' }),
      );
    },
    close: () => transport.close(),
  };
}
