import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import {
  createServer as createRawServer,
  type AddressInfo,
  type Server as NetServer,
  type Socket,
} from 'node:net';

/** A request as it arrived: header names and repeats as they were on the wire. */
export interface Arrived {
  method: string;
  url: string;
  rawHeaders: [string, string][];
  body: Buffer;
  /** number of the connection it came by, from 1 */
  connection: number;
  /** the first value of a header, any case */
  header(name: string): string | undefined;
}

export interface Target {
  /** `http://127.0.0.1:PORT`, without a slash */
  url: string;
  host: string;
  port: number;
  requests: Arrived[];
  /** connections accepted so far */
  connections(): number;
  close(): Promise<void>;
}

/** May return a promise, which is awaited; anything else that it returns does not matter. */
export type Handler = (request: Arrived, response: ServerResponse) => unknown;
export interface TargetOptions {
  /** any address of 127.0.0.0/8, for a second host */
  host?: string;
  tls?: { key: string; cert: string };
}

/** A real HTTP server on loopback which records every request before `handler` answers it. */
export async function startTarget(handler: Handler, options: TargetOptions = {}): Promise<Target> {
  const requests: Arrived[] = [];
  const numbers = new WeakMap<object, number>();
  let count = 0;
  const listener = (incoming: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('error', () => undefined);
    incoming.on('end', () => {
      const arrived = toArrived(incoming, Buffer.concat(chunks), numbers.get(incoming.socket) ?? 0);
      requests.push(arrived);
      void Promise.resolve(handler(arrived, response)).catch((error: unknown) =>
        response.destroy(error as Error),
      );
    });
  };
  const server: Server = options.tls ? createTlsServer(options.tls, listener) : createServer(listener);
  server.on(options.tls ? 'secureConnection' : 'connection', (socket: Socket) =>
    numbers.set(socket, ++count),
  );
  const { host, port } = await listen(server, options.host);
  const url = `${options.tls ? 'https' : 'http'}://${host}:${port}`;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await stop(server);
  };
  return { url, host, port, requests, connections: () => count, close };
}

/** A raw TCP server: `onBytes` gets each connection's bytes so far and may write anything at all. */
export async function startRawTarget(
  onBytes: (received: Buffer, socket: Socket) => void,
  host?: string,
): Promise<Omit<Target, 'requests'>> {
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createRawServer((socket) => {
    count += 1;
    sockets.add(socket);
    let received = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      onBytes(received, socket);
    });
  });
  const at = await listen(server, host);
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await stop(server);
  };
  return { url: `http://${at.host}:${at.port}`, ...at, connections: () => count, close };
}

function toArrived(incoming: IncomingMessage, body: Buffer, connection: number): Arrived {
  const rawHeaders: [string, string][] = [];
  for (let i = 0; i + 1 < incoming.rawHeaders.length; i += 2) {
    rawHeaders.push([incoming.rawHeaders[i] ?? '', incoming.rawHeaders[i + 1] ?? '']);
  }
  return {
    method: incoming.method ?? '',
    url: incoming.url ?? '',
    rawHeaders,
    body,
    connection,
    header: (name) => rawHeaders.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1],
  };
}

async function listen(server: NetServer, host = '127.0.0.1'): Promise<{ host: string; port: number }> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  return { host, port: (server.address() as AddressInfo).port };
}

function stop(server: NetServer): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
