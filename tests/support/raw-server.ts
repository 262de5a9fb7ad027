import net from 'node:net';
import tls from 'node:tls';
import { once } from 'node:events';

/** A server that speaks whatever its script writes, to test what no proper HTTP server would send. */
export interface RawServer {
  port: number;
  url: string;
  /** what every connection sent, in order of connecting */
  received: Buffer[];
  sockets: Set<net.Socket>;
  close(): Promise<void>;
}

/** `script` runs once per request head that arrives; `request` counts from 0 on its connection. */
export type Script = (
  socket: net.Socket,
  seen: { head: string; request: number; connection: number },
) => unknown;

interface Options {
  /** runs as soon as a connection is made */
  onConnection?: (socket: net.Socket, connection: number) => void;
  tls?: tls.TlsOptions;
}

/** Starts a raw server on 127.0.0.1. */
export async function rawServer(script: Script, options: Options = {}): Promise<RawServer> {
  const received: Buffer[] = [];
  const sockets = new Set<net.Socket>();
  const serve = (socket: net.Socket): void => {
    const connection = received.push(Buffer.alloc(0)) - 1;
    let request = 0;
    let scanned = 0;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    options.onConnection?.(socket, connection);
    socket.on('data', (chunk: Buffer) => {
      const all = Buffer.concat([received[connection] ?? Buffer.alloc(0), chunk]);
      received[connection] = all;
      for (let end = all.indexOf('\r\n\r\n', scanned); end >= 0; end = all.indexOf('\r\n\r\n', scanned)) {
        const head = all.toString('latin1', scanned, end + 4);
        scanned = end + 4 + bodyLength(head);
        script(socket, { head, request: request++, connection });
      }
    });
  };
  const server = options.tls ? tls.createServer(options.tls, serve) : net.createServer(serve);
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the raw server has no port');
  return {
    port: address.port,
    url: `${options.tls ? 'https' : 'http'}://127.0.0.1:${address.port}/`,
    received,
    sockets,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function bodyLength(head: string): number {
  return Number(/^content-length:\s*(\d+)/im.exec(head)?.[1] ?? 0);
}
