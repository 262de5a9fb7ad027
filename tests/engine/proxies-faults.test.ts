import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { createTransport } from '@/lib/engine/transport';
import { startProxy, type ProxyUnderTest } from '../support/proxy-server';
import { rawServer } from '../support/raw-server';
import { startSocks, type SocksUnderTest } from '../support/socks-server';
import { closing, echo, session, target } from './session-under-test';
import { OPEN } from './wire-support';

const proxy = async (options?: Parameters<typeof startProxy>[0]): Promise<ProxyUnderTest> =>
  closing(await startProxy(options));
const socks = async (options?: Parameters<typeof startSocks>[0]): Promise<SocksUnderTest> =>
  closing(await startSocks(options));
const HTTPS = 'https://name.example/';
const HTTP = 'http://name.example/';

async function closedPort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('R136 a proxy URL that is none', () => {
  it.each(['http://:8080', 'https://', 'http:/x', 'http:///x', 'ftp://127.0.0.1:1'])(
    '%s fails before anything is sent',
    async (url) => {
      const site = await target(echo);
      expect(await session({ proxies: { http: url } }).failure({ url: site.url })).toMatchObject({
        code: 'invalid_proxy_url',
        field: 'proxies',
        hop: 0,
      });
      expect(site.connections()).toBe(0);
    },
  );
});

describe('R139 a proxy that does not serve', () => {
  it.each(['http', 'socks5', 'socks4a'])('refused: nothing listens (%s)', async (scheme) => {
    const port = await closedPort();
    const sess = session({ proxies: { all: `${scheme}://u:s3cret@127.0.0.1:${port}` } });
    for (const url of ['http://127.0.0.1:9/', 'https://127.0.0.1:9/']) {
      const failure = await sess.failure({ url });
      expect(failure).toMatchObject({ code: 'proxy_error', reason: 'refused', field: 'proxies' });
      expect(failure.message).toContain(`127.0.0.1:${port}`);
      expect(failure.message).not.toContain('s3cret');
    }
  });
  it('dns: its name has no address', async () => {
    const transport = closing(createTransport(OPEN, { resolve: async () => [] }));
    const sess = session({ proxies: { all: 'http://proxy.example:3128' } });
    const { record } = await sess.send({ url: HTTP }, { transport });
    expect(record.error).toMatchObject({ code: 'proxy_error', reason: 'dns' });
    expect(record.error?.message).toContain('proxy.example');
  });
  it.each([
    ['auth_required', 'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'],
    ['auth_required', 'HTTP/1.0 401 Unauthorized\r\n\r\n'],
    ['rejected', 'HTTP/1.1 503 Out of order\r\n\r\n'],
    ['rejected', 'HTTP/1.0 403 Filtered\r\n\r\n'],
    ['rejected', 'HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n\r\n'],
    ['protocol', 'SSH-2.0-OpenSSH_9\r\n'],
    ['protocol', 'HTTP/2 200\r\n\r\n'],
    ['closed_early', ''],
    ['closed_early', 'HTTP/1.1 200 O'],
  ])('%s: a CONNECT answered with %j', async (reason, answer) => {
    const through = await proxy({ onConnect: (socket) => socket.end(answer) });
    const failure = await session({ proxies: { https: through.url } }).failure({ url: HTTPS });
    expect(failure).toMatchObject({ code: 'proxy_error', reason, field: 'proxies' });
    await expect.poll(() => through.sockets.size, { interval: 5 }).toBe(0);
  });
  it('protocol: a head without end is not read for ever', async () => {
    const endless = `HTTP/1.1 200 OK\r\n${'x-filler: 1234567890\r\n'.repeat(10_000)}`;
    const through = await proxy({ onConnect: (socket) => socket.write(endless) });
    expect(await session({ proxies: { https: through.url } }).failure({ url: HTTPS })).toMatchObject({
      code: 'proxy_error',
      reason: 'protocol',
    });
  });
  it('skips an interim answer to CONNECT, and takes one that comes in pieces', async () => {
    const through = await proxy({
      onConnect: (socket) => {
        const pieces = ['HTTP/1.1 100 Continue\r\n\r\nHT', 'TP/1.1 200 OK\r\nVia: x\r\n', '\r\n'];
        const write = (): void => {
          const piece = pieces.shift();
          if (piece === undefined) socket.end('no TLS');
          else socket.write(piece, () => setImmediate(write));
        };
        write();
      },
    });
    expect((await session({ proxies: { https: through.url } }).failure({ url: HTTPS })).code).toBe(
      'tls_error',
    );
  });
  it.each([
    ['socks5h', 5, 'connection refused'],
    ['socks5h', 2, 'not allowed'],
    ['socks4a', 91, 'failed'],
  ])('rejected: %s answers %i', async (scheme, refuses, words) => {
    const through = await socks({ refuses });
    const failure = await session({ proxies: { all: `${scheme}://${through.address}` } }).failure({
      url: HTTP,
    });
    expect(failure).toMatchObject({ code: 'proxy_error', reason: 'rejected' });
    expect(failure.message).toContain(words);
    await expect.poll(() => through.sockets.size, { interval: 5 }).toBe(0);
  });
  it.each([
    ['protocol', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['closed_early', ''],
    ['closed_early', '\x05'],
    ['protocol', '\x05\x00\x05\x63\x00\x09\x00\x00'],
  ])('%s: a SOCKS handshake answered with %j', async (reason, answer) => {
    const server = closing(
      await rawServer(() => undefined, { onConnection: (socket) => socket.end(answer, 'latin1') }),
    );
    const failure = await session({ proxies: { all: `socks5h://127.0.0.1:${server.port}` } }).failure({
      url: HTTP,
    });
    expect(failure).toMatchObject({ code: 'proxy_error', reason });
    await expect.poll(() => server.sockets.size, { interval: 5 }).toBe(0);
  });
  it('unsupported: SOCKS4 has no IPv6', async () => {
    const through = await socks();
    expect(
      await session({ proxies: { all: `socks4://${through.address}` } }).failure({ url: 'http://[::1]:9/' }),
    ).toMatchObject({ code: 'proxy_error', reason: 'unsupported' });
  });
  it('connection_error: a proxy that breaks off behind the request is named', async () => {
    const server = closing(await rawServer((socket) => socket.destroy()));
    const failure = await session({ proxies: { http: server.url } }).failure({ url: HTTP });
    expect([failure.code, failure.reason]).toEqual(['connection_error', 'closed_early']);
    expect(failure.message).toContain(`127.0.0.1:${server.port} (the proxy)`);
  });
});

describe('time and cancelling', () => {
  it.each(['http', 'https', 'socks5h', 'socks4a'])(
    'R148 the connect timeout covers the handshake with a mute %s proxy, and frees the socket',
    async (scheme) => {
      const through = await socks({ mute: true });
      const failure = await session({ proxies: { all: `${scheme}://${through.address}` } }).failure({
        url: HTTPS,
        timeout: { connect: 0.1 },
      });
      expect(failure.code).toBe('connect_timeout');
      expect(failure.message).toContain(`through the proxy ${through.address}`);
      await expect.poll(() => through.sockets.size, { interval: 5 }).toBe(0);
    },
  );
  it.each(['http', 'https', 'socks5h', 'socks4a'])(
    '74 cancelling in the handshake with a %s proxy frees the socket at once',
    async (scheme) => {
      const through = await socks({ mute: true });
      const cancel = new AbortController();
      const sent = session({ proxies: { all: `${scheme}://${through.address}` } }).failure(
        { url: HTTPS },
        { signal: cancel.signal },
      );
      await expect.poll(() => through.sockets.size, { interval: 5 }).toBe(1);
      cancel.abort();
      expect((await sent).code).toBe('cancelled');
      await expect.poll(() => through.sockets.size, { timeout: 100, interval: 5 }).toBe(0);
    },
  );
  it('fault 74: cancelling while the target answers through a tunnel frees the tunnel', async () => {
    const through = await socks();
    const site = await target(() => undefined);
    const cancel = new AbortController();
    const sent = session({ proxies: { all: `socks5h://${through.address}` } }).failure(
      { url: site.url },
      { signal: cancel.signal },
    );
    await expect.poll(() => site.requests.length, { interval: 5 }).toBe(1);
    cancel.abort();
    expect((await sent).code).toBe('cancelled');
    await expect.poll(() => through.sockets.size, { timeout: 100, interval: 5 }).toBe(0);
  });
});
