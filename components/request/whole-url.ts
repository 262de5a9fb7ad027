const HOST = /^(\[[\da-f:.]+\]|[\p{L}\p{N}._-]+)(?::(\d+))?(?=[/?#]|$)/iu;
const NEAR = /^(?:\[|localhost$|[\d.]+$|[^.]+$)|\.(?:localhost|local|internal|test)$/i;

/**
 * A URL that was typed as people say it, with the scheme that they left out: `https://` for a name on the internet,
 * `http://` where a certificate is unlikely (an address, one's own machine, a port of its own). Anything that has a
 * scheme, begins with a `{{variable}}` or names no host is answered as it is.
 */
export function wholeUrl(typed: string): string {
  const url = typed.trim();
  const [, host, port] = HOST.exec(url) ?? [];
  if (host === undefined) return typed;
  const plain = port === undefined ? NEAR.test(host) : port !== '443' && port !== '8443';
  return `${plain ? 'http' : 'https'}://${url}`;
}
