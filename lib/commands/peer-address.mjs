/** The name under which the app reads it: `lib/services/link-visitor.ts`. */
export const ADDRESS_HEADER = 'x-forwarded-peer';

/**
 * The address that a request came from. Behind a reverse proxy (PLAYJAR_URL is set, and the peer is on this machine or a
 * private network) it is the last of X-Forwarded-For, the one that the proxy itself wrote; anything else there is the
 * caller's own word.
 * @param {import('node:http').IncomingMessage} request
 * @param {string | undefined} publicUrl
 * @returns {string}
 */
export function peerAddress(request, publicUrl) {
  const peer = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  return publicUrl && forwarded && isNear(peer) ? forwarded : peer;
}

/** @param {string} address */
function isNear(address) {
  return /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd]|fe80:)/i.test(address);
}
