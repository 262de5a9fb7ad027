import { createHash } from 'node:crypto';
import type { Pairs } from '@/lib/model/pairs';
import type { SendFailure } from '@/lib/engine/failure';
import { headerValue, joinedValue } from '@/lib/engine/headers';
import { protocolFailure } from '@/lib/engine/wire-failure';

/** RFC 6455 §1.3 */
const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

function hasToken(headers: Pairs, name: string, token: string): boolean {
  const words = (joinedValue(headers, name) ?? '').split(',');
  return words.some((word) => word.trim().toLowerCase() === token);
}

function fault(why: string, reason: string): SendFailure {
  return protocolFailure(`The server answered 101, but ${why}. The connection was closed.`, reason);
}

/**
 * Checks a 101 as RFC 6455 §4.1 asks: Upgrade, Connection, the accept key, no extension, only a subprotocol that was
 * offered. Gives the subprotocol chosen, if any, or a `protocol_error`.
 */
export function checkAccept(sent: Pairs, received: Pairs): { protocol: string | null } | SendFailure {
  if (!hasToken(received, 'upgrade', 'websocket')) return fault('not to WebSocket', 'bad_upgrade');
  if (!hasToken(received, 'connection', 'upgrade'))
    return fault('without “Connection: Upgrade”', 'bad_upgrade');
  const key = headerValue(sent, 'sec-websocket-key') ?? '';
  const accept = createHash('sha1').update(`${key}${MAGIC}`).digest('base64');
  if (headerValue(received, 'sec-websocket-accept') !== accept)
    return fault('its Sec-WebSocket-Accept does not belong to our key', 'bad_accept_key');
  if (headerValue(received, 'sec-websocket-extensions'))
    return fault('it chose an extension that was not offered', 'bad_extension');
  const protocol = headerValue(received, 'sec-websocket-protocol');
  if (protocol === undefined) return { protocol: null };
  const offered = (headerValue(sent, 'sec-websocket-protocol') ?? '').split(',').map((name) => name.trim());
  return offered.includes(protocol)
    ? { protocol }
    : fault('it chose a subprotocol that was not offered', 'bad_subprotocol');
}
