import net from 'node:net';
import { SocksClient } from 'socks';
import { proxyError } from './proxy-failure';
import { proxyName, type ProxyServer } from './proxy-url';

interface SocksOptions {
  server: ProxyServer;
  /** a name goes to the proxy as it is; IPv6 without brackets */
  destination: { host: string; port: number };
  /** the library's own clock, in milliseconds; the signal is sooner */
  patienceMs: number;
  signal: AbortSignal;
}

/** What a SOCKS field can carry of a host's name, in bytes (RFC 1928 §5). */
const MOST_NAME_BYTES = 255;

/**
 * Asks a SOCKS proxy for a connection to the destination, over a connection that was made (RFC 1928, RFC 1929; R141).
 * @throws SendFailure `proxy_error` (auth_required, rejected, protocol, closed_early, unsupported); the signal's reason
 */
export async function openSocksTunnel(socket: net.Socket, options: SocksOptions): Promise<void> {
  const { server, destination, patienceMs, signal } = options;
  checkDestination(server, destination.host);
  const stop = (): void => void socket.destroy();
  signal.addEventListener('abort', stop, { once: true });
  const { username: userId = '', password = '' } = server.credentials ?? {};
  try {
    signal.throwIfAborted();
    await SocksClient.createConnection({
      command: 'connect',
      existing_socket: socket,
      destination,
      timeout: patienceMs + 1_000,
      proxy: {
        host: server.host,
        port: server.port,
        type: server.kind.startsWith('socks4') ? 4 : 5,
        ...(server.credentials && { userId, password }),
      },
    });
  } catch (error) {
    throw refused(error instanceof Error ? error.message : '', proxyName(server));
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function checkDestination({ kind }: ProxyServer, host: string): void {
  if (kind === 'socks4' && !net.isIPv4(host))
    throw proxyError(
      'SOCKS4 reaches IPv4 addresses only. Use socks5:// or socks4a:// for this target.',
      'unsupported',
    );
  if (Buffer.byteLength(host) > MOST_NAME_BYTES)
    throw proxyError('The name of the target is too long for SOCKS.', 'unsupported');
}

/** The library tells its errors in words only, and keeps the credentials beside them: the words alone are used. */
function refused(words: string, where: string): Error {
  if (/auth/i.test(words))
    return proxyError(
      "The proxy asks for a user name and password, or did not take these. Put them into the proxy's URL, as in socks5://name:password@host:port.",
      'auth_required',
    );
  if (/closed|ECONN|EPIPE/i.test(words))
    return proxyError('The proxy closed the connection in the SOCKS handshake.', 'closed_early');
  const [, answer = ''] = /reject.*?-\s*\(?(\w+)/i.exec(words) ?? [];
  if (/reject/i.test(words) && !/^(undefined|Granted)?$/.test(answer))
    return proxyError(`The proxy refused the connection to the target: ${spaced(answer)}.`, 'rejected');
  return proxyError(
    `What answers at ${where} is not such a SOCKS proxy. Check its scheme and port.`,
    'protocol',
  );
}

function spaced(word: string): string {
  return word.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}
