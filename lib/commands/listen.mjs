import http from 'node:http';
import { networkOf, withCaller } from './caller.mjs';
import { isOwnName } from './own-name.mjs';
import { ADDRESS_HEADER, peerAddress } from './peer-address.mjs';
import { inTurns } from './turns.mjs';

const STARTING = 'Playjar is starting. Try again in a few seconds.\n';
const MISDIRECTED =
  'This Playjar is called by its address, or localhost on its own machine. To serve it under another name, set PLAYJAR_URL.\n';
/** For the last answers to be read, once nothing is under way any more. */
const GRACE_MS = 2_000;
/** The first stretch of a page or an action takes about 10 ms; nobody is to wait longer than a glance for a turn. */
const BEGIN_IN_A_TURN = 2;

/**
 * Takes the port before the build begins, so that a taken port is known at once. Until `serve` is called every request is
 * answered 503.
 * @param {string} host
 * @param {number} port 0 takes any free one
 * @returns {Promise<{ port: number, serve: (handler: import('node:http').RequestListener) => void, close: (work?: Promise<unknown>) => Promise<void> }>}
 *   `close` takes no new connection, waits for `work` and then for the answers under way
 * @throws Error with a sentence for the person at the terminal when the port cannot be had
 */
export async function takePort(host, port) {
  let handler = (_request, response) => {
    response
      .writeHead(503, { 'Content-Type': 'text/plain', 'Retry-After': '2', Connection: 'close' })
      .end(STARTING);
  };
  let isClosing = false;
  const begin = inTurns(BEGIN_IN_A_TURN);
  // Longer than a reverse proxy's own idle time (60 s is usual), or it would send on a connection that we are closing.
  const server = http.createServer(
    { keepAliveTimeout: 65_000, maxHeaderSize: 32_768 },
    (request, response) => {
      // Or a caller who asks again and again on one connection would never find out.
      if (isClosing) response.setHeader('Connection', 'close');
      // Next takes these for the name that it was called by, and anyone can send them; PLAYJAR_URL says it instead.
      for (const name of ['x-forwarded-host', 'x-forwarded-port', 'forwarded']) delete request.headers[name];
      const address = peerAddress(request, process.env.PLAYJAR_URL);
      request.headers[ADDRESS_HEADER] = address;
      // 421 Misdirected Request (RFC 9110 §15.5.20)
      if (!isOwnName(request.headers.host, host, process.env.PLAYJAR_URL))
        return response.writeHead(421, { 'Content-Type': 'text/plain' }).end(MISDIRECTED);
      const network = networkOf(address);
      begin(network, () => withCaller(network, () => handler(request, response)));
    },
  );
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error('PORT must be a number from 0 to 65535.');
  await new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(whyNot(error, host, port), { cause: error })));
    server.listen(port, host, resolve);
  });
  return {
    port: server.address().port,
    serve: (next) => (handler = next),
    close: (work) => {
      isClosing = true;
      return close(server, work);
    },
  };
}

function whyNot(error, host, port) {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is taken. Choose another: PORT=${port + 1} npm start`;
  }
  if (error.code === 'EACCES')
    return `Port ${port} needs more rights than this user has. Choose one above 1023.`;
  return `Cannot listen on ${host}:${port}: ${error.message}`;
}

/** Ends what is still open a while after the work is done: some event streams never end by themselves. */
async function close(server, work) {
  const closed = new Promise((resolve) => server.close(resolve));
  // A connection whose answer was under way stays open after it, waiting for a next request.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  await work;
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearInterval(sweep);
  clearTimeout(timer);
}
