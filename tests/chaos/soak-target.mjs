import net from 'node:net';
import { gzipSync } from 'node:zlib';

const OK = 'HTTP/1.1 200 OK\r\n';
const BOMB = gzipSync(Buffer.alloc(4_000_000));

/** What the server meets in turn: each writes what it likes into a socket. */
const FAULTS = {
  fine: (socket) => socket.write(`${OK}Content-Length: 2\r\nSet-Cookie: a=1\r\n\r\nhi`),
  closed: (socket) => socket.end(),
  reset: (socket) => socket.resetAndDestroy(),
  cut: (socket) => socket.end(`${OK}Content-Length: 99\r\n\r\nhalf`),
  silent: () => undefined,
  stalled: (socket) => socket.write(`${OK}Content-Length: 99\r\n\r\nhalf`),
  chunks: (socket) => socket.end(`${OK}Transfer-Encoding: chunked\r\n\r\nzz\r\n`),
  twice: (socket) => socket.end(`${OK}Content-Length: 1\r\nContent-Length: 2\r\n\r\nhi`),
  ssh: (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
  bomb: (socket) => {
    socket.write(`${OK}Content-Encoding: gzip\r\nContent-Length: ${BOMB.length}\r\n\r\n`);
    socket.write(BOMB);
  },
  loop: (socket) => socket.write('HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n'),
};

/** A raw server on loopback that answers `/NAME` with the fault of that name. */
export async function startFaults() {
  const sockets = new Set();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (part) =>
      FAULTS[/^GET \/(\w+)/.exec(part.toString('latin1'))?.[1] ?? 'fine']?.(socket),
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const urls = [
    ...Object.keys(FAULTS).map((name) => `http://127.0.0.1:${port}/${name}`),
    'http://127.0.0.1:9/',
    'http://nowhere.invalid/',
  ];
  let count = 0;
  return {
    next: () => urls[count++ % urls.length],
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
