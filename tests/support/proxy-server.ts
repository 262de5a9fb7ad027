import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';

/** What a proxy was asked, as it arrived. */
interface Asked {
  method: string;
  /** absolute-form, or `host:port` of a CONNECT */
  url: string;
  headers: [string, string][];
  /** number of the connection it came by, from 1 */
  connection: number;
  header(name: string): string | undefined;
}

export interface ProxyUnderTest {
  url: string;
  port: number;
  asked: Asked[];
  sockets: Set<Socket>;
  close(): Promise<void>;
}

interface ProxyOptions {
  tls?: { key: string; cert: string };
  /** answers a CONNECT itself instead of opening a tunnel */
  onConnect?: (socket: Socket, asked: Asked) => void;
  /** user:password that it asks for */
  password?: string;
}

/** A real http proxy on loopback: forwards and tunnels. Every name that it is asked for it takes for 127.0.0.1. */
export async function startProxy({ tls, onConnect, password }: ProxyOptions = {}): Promise<ProxyUnderTest> {
  const asked: Asked[] = [];
  const sockets = new Set<Socket>();
  const numbers = new WeakMap<object, number>();
  let count = 0;
  const note = (incoming: IncomingMessage): Asked => {
    const one = toAsked(incoming, numbers.get(incoming.socket) ?? 0);
    asked.push(one);
    return one;
  };
  const refuses = (one: Asked): boolean =>
    password !== undefined &&
    one.header('proxy-authorization') !== `Basic ${Buffer.from(password).toString('base64')}`;
  const onRequest = (incoming: IncomingMessage, response: ServerResponse): void => {
    if (refuses(note(incoming))) {
      response.writeHead(407, { 'Proxy-Authenticate': 'Basic realm="p"' }).end('who are you?');
      return;
    }
    passOn(incoming, response);
  };
  const server = tls ? createTlsServer(tls, onRequest) : createServer(onRequest);
  server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => numbers.set(socket, ++count));
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => undefined);
  server.on('connect', (incoming: IncomingMessage, client: Socket, head: Buffer) => {
    const one = note(incoming);
    client.on('error', () => undefined);
    if (refuses(one)) client.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
    else if (onConnect) onConnect(client, one);
    else tunnel(client, Number(/:(\d+)$/.exec(one.url)?.[1]), head);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return { url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`, port, asked, sockets, close };
}

function passOn(incoming: IncomingMessage, response: ServerResponse): void {
  const { port, pathname, search } = new URL(incoming.url ?? '');
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).filter(([name]) => !name.startsWith('proxy-')),
  );
  const onward = forward({
    host: '127.0.0.1',
    port: port || 80,
    method: incoming.method,
    path: pathname + search,
    headers,
  });
  onward.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.writeHead(502).end());
  incoming.pipe(onward);
}

function tunnel(client: Socket, port: number, head: Buffer): void {
  const upstream = net.connect(port, '127.0.0.1', () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    upstream.write(head);
    client.pipe(upstream).pipe(client);
  });
  upstream.on('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n'));
  client.on('close', () => upstream.destroy());
}

function toAsked(incoming: IncomingMessage, connection: number): Asked {
  const headers: [string, string][] = [];
  for (let i = 0; i + 1 < incoming.rawHeaders.length; i += 2)
    headers.push([incoming.rawHeaders[i] ?? '', incoming.rawHeaders[i + 1] ?? '']);
  return {
    method: incoming.method ?? '',
    url: incoming.url ?? '',
    headers,
    connection,
    header: (name) => headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1],
  };
}
