import http from 'node:http';

/** Cookies of one host are capped at 180, so that the load is spread over addresses of loopback. */
const PER_HOST = 100;

/**
 * Counts what arrives. `/N` answers with a cookie of its own, `oN`, and one that all of its host share. `/N?cut` is cut
 * off in the middle of its body.
 * @param {number} sends how many different N there may be
 */
export async function startTarget(sends) {
  const arrived = new Map();
  const sockets = new Set();
  let cutAll = false;
  const answer = (request, response) => {
    const [name, query] = request.url.slice(1).split('?');
    arrived.set(name, (arrived.get(name) ?? 0) + 1);
    const cookies = [`o${name}=1; Path=/own`, `shared=${name}; Path=/own`];
    response.writeHead(200, { 'Set-Cookie': cookies, 'Content-Length': 8 });
    if (query !== 'cut' && !cutAll) return response.end('answered');
    response.write('answ', () => request.socket.resetAndDestroy());
  };
  const servers = [];
  let port = 0;
  for (let host = 0; host < Math.ceil(sends / PER_HOST); host += 1) {
    const server = http.createServer({ keepAliveTimeout: 60_000 }, answer);
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => undefined);
    });
    await new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, addressOf(host), resolve);
    });
    port = server.address().port;
    servers.push(server);
  }
  return {
    arrived,
    sockets,
    urlOf: (n) => `http://${addressOf(Math.floor(n / PER_HOST))}:${port}/${n}`,
    /** from now on every answer breaks off */
    cut: (on) => (cutAll = on),
    close: () => {
      for (const socket of sockets) socket.destroy();
      for (const server of servers) server.close();
    },
  };
}

function addressOf(host) {
  return `127.0.${1 + Math.floor(host / 250)}.${1 + (host % 250)}`;
}
