import type net from 'node:net';
import { proxyError } from './proxy-failure';

interface TunnelOptions {
  /** the target's `host:port` */
  authority: string;
  /** for the proxy alone, or null */
  authorization: string | null;
  signal: AbortSignal;
}

/** More of an answer to CONNECT than this is not read. */
const MOST_HEAD_BYTES = 65_536;

/**
 * Asks an http proxy for a connection to the target (RFC 9110 §9.3.6). What comes behind its answer stays unread.
 * @throws SendFailure `proxy_error` (auth_required, rejected, closed_early, protocol); the signal's reason
 */
export function openHttpTunnel(
  socket: net.Socket,
  { authority, authorization, signal }: TunnelOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let seen = Buffer.alloc(0);
    const settle = (finish: () => void): void => {
      signal.removeEventListener('abort', stop);
      socket.off('readable', read).off('error', fail).off('end', closed).off('close', closed);
      finish();
    };
    const fail = (error: unknown): void =>
      settle(() => reject(error instanceof Error ? error : new Error('the connection broke')));
    const stop = (): void => fail(signal.reason);
    const closed = (): void =>
      fail(proxyError('The proxy closed the connection without an answer to CONNECT.', 'closed_early'));
    const read = (): void => {
      for (let chunk = next(socket); chunk; chunk = next(socket)) {
        seen = Buffer.concat([seen, chunk]);
        const answer = finalAnswer(seen);
        if (answer instanceof Error) return fail(answer);
        if (answer === null) continue;
        const rest = seen.subarray(answer);
        return settle(() => {
          if (rest.length > 0) socket.unshift(rest);
          resolve();
        });
      }
    };
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    socket.on('readable', read).on('error', fail).on('end', closed).on('close', closed);
    const credentials = authorization === null ? '' : `Proxy-Authorization: ${authorization}\r\n`;
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${credentials}\r\n`, 'latin1');
  });
}

function next(socket: net.Socket): Buffer | null {
  return socket.read() as Buffer | null;
}

/** Where the head of a 2xx answer ends, null while it is not whole, else why there is no tunnel. Skips 1xx. */
function finalAnswer(seen: Buffer): number | null | Error {
  for (let from = 0; ;) {
    const end = seen.indexOf('\r\n\r\n', from);
    if (end === -1) {
      return seen.length > MOST_HEAD_BYTES || !couldBeHead(seen.subarray(from))
        ? proxyError(
            'What answered the CONNECT is not an HTTP proxy. Check its address and port.',
            'protocol',
          )
        : null;
    }
    const line = seen.toString('latin1', from, end).split('\r\n', 1)[0] ?? '';
    const [, status = ''] = /^HTTP\/1\.\d (\d{3})(?: |$)/.exec(line) ?? [];
    if (status.startsWith('2')) return end + 4;
    if (!status.startsWith('1')) return refused(Number(status), line);
    from = end + 4;
  }
}

function couldBeHead(start: Buffer): boolean {
  const text = start.toString('latin1', 0, 7);
  return text === 'HTTP/1.'.slice(0, text.length);
}

function refused(status: number, line: string): Error {
  if (status === 0)
    return proxyError(
      'What answered the CONNECT is not an HTTP proxy. Check its address and port.',
      'protocol',
    );
  // tinyproxy answers 401 to credentials that are wrong
  if (status === 407 || status === 401)
    return proxyError(
      `The proxy asks for a user name and password, or did not take these (${status}). Put them into the proxy's URL, as in http://name:password@host:port.`,
      'auth_required',
    );
  const words = JSON.stringify(line.replace(/^HTTP\/1\.\d /, '').slice(0, 80));
  return proxyError(`The proxy refused the connection to the target with ${words}.`, 'rejected');
}
