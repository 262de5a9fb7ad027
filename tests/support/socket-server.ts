import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';

/** A connection to the server, and the handshake it came by. */
export type Talk = (socket: WebSocket, request: IncomingMessage) => void;

export interface SocketServerOptions {
  /** answers a handshake itself (a raw HTTP response) and says true, so that no WebSocket is opened */
  refuse?: (request: IncomingMessage, socket: Duplex) => boolean;
  /** further lines of the 101 */
  headers?: string[];
  /** chooses among the subprotocols offered; the first unless told otherwise */
  choose?: (offered: Set<string>) => string | false;
  tls?: { key: string; cert: string };
}

export interface SocketServer {
  /** `ws://127.0.0.1:PORT` or wss, without a slash */
  url: string;
  port: number;
  /** the handshakes that arrived */
  handshakes: IncomingMessage[];
  /** connections accepted so far */
  connections: () => number;
  /** WebSockets open now */
  open: () => number;
  close(): Promise<void>;
}

/** A real WebSocket server on loopback (ws). */
export async function startSocketServer(
  talk: Talk,
  options: SocketServerOptions = {},
): Promise<SocketServer> {
  const handshakes: IncomingMessage[] = [];
  const plain: RequestListener = (_, response) => response.writeHead(426).end('this is a WebSocket server');
  const http = options.tls ? createTlsServer(options.tls, plain) : createServer(plain);
  const sockets = new WebSocketServer({
    noServer: true,
    ...(options.choose && { handleProtocols: options.choose }),
  });
  sockets.on('headers', (lines) => lines.push(...(options.headers ?? [])));
  const connections = new Set<Duplex>();
  let accepted = 0;
  http.on('connection', () => (accepted += 1));
  http.on('upgrade', (request, socket, head) => {
    handshakes.push(request);
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    socket.on('error', () => undefined);
    if (options.refuse?.(request, socket)) return;
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.on('error', () => undefined);
      talk(opened, request);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `${options.tls ? 'wss' : 'ws'}://127.0.0.1:${port}`,
    port,
    handshakes,
    connections: () => accepted,
    open: () => connections.size,
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate();
        for (const socket of connections) socket.destroy();
        http.closeAllConnections();
        http.close(() => resolve());
      }),
  };
}

/** Answers each message with itself. */
export const echo: Talk = (socket) => socket.on('message', (data, binary) => socket.send(data, { binary }));

/** A message as text, as ws hands it over unless it is told otherwise. */
export function textOf(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString('utf8') : '';
}
