import { describe, expect, it } from 'vitest';
import { createTransport } from '@/lib/engine/transport';
import { startProxy } from '../support/proxy-server';
import { echo } from '../support/socket-server';
import { closing, session } from './session-under-test';
import { says, server, talked } from './socket-talk';

describe('a handshake that is not taken', () => {
  const raw = (text: string) => ({
    refuse: (_: unknown, socket: { end: (text: string) => unknown }) => {
      socket.end(text);
      return true;
    },
  });

  it('a refusal is an ordinary response', async () => {
    const { url } = await server(
      echo,
      raw('HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nleave'),
    );
    const { record, body } = await session().get(url, { socket: says('a') });
    expect(record.response).toMatchObject({ status: 403 });
    expect(record.socket).toBeUndefined();
    expect(Buffer.from(body).toString()).toBe('leave');
  });

  it('R127 a digest challenge is answered by a second handshake', async () => {
    const { url, handshakes } = await server(echo, {
      refuse: (request, socket) => {
        if (request.headers.authorization) return false;
        socket.end(
          'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm="r", nonce="n", qop="auth"\r\nContent-Length: 0\r\n\r\n',
        );
        return true;
      },
    });
    const own = session({ auth: { type: 'digest', username: 'ann', password: 'pw' } });
    const { record } = await own.get(`${url}/room`, { socket: says('in') });
    expect(record.history).toMatchObject([{ response: { status: 401 }, request: { url: `${url}/room` } }]);
    expect(handshakes[1]?.headers.authorization).toContain('username="ann"');
    expect(handshakes[1]?.headers['sec-websocket-key']).not.toBe(handshakes[0]?.headers['sec-websocket-key']);
    expect(talked(record)[1]).toBe('received text in');
  });

  it('R75 follows a redirect as a request does, to http or ws, with its cookies', async () => {
    const there = await server(echo);
    const { url } = await server(
      echo,
      raw(
        `HTTP/1.1 302 Found\r\nLocation: ${there.url}/there\r\nSet-Cookie: way=1; Path=/\r\nContent-Length: 0\r\n\r\n`,
      ),
    );
    const { record } = await session().get(`${url}/here`, { socket: says('a') });
    expect(record.history).toMatchObject([{ request: { url: `${url}/here` }, response: { status: 302 } }]);
    expect(record.request.url).toBe(`${there.url}/there`);
    expect(there.handshakes[0]?.headers.cookie).toBe('way=1');
    const stayed = await session().get(`${url}/here`, { socket: says('a'), allowRedirects: false });
    expect(stayed.record.response?.status).toBe(302);
  });

  it.each([
    ['a method that is not GET', { method: 'POST' }, 'invalid_header', 'method'],
    ['a body', { body: { type: 'text' as const, text: 'x' } }, 'invalid_body', 'body'],
    [
      'an extension',
      { headers: [['Sec-WebSocket-Extensions', 'x']] as [string, string][] },
      'invalid_header',
      'headers',
    ],
    ['a subprotocol that is no word', { socket: { subprotocols: ['a b'] } }, 'invalid_body', 'socket'],
    [
      'a message too long',
      { socket: { messages: [{ text: 'x'.repeat(300_000) }] } },
      'invalid_body',
      'socket',
    ],
  ])('%s is refused before anything is sent', async (_, spec, code, field) => {
    const { url, handshakes } = await server(echo);
    expect(await session().failure({ url, ...spec })).toMatchObject({ code, field });
    expect(handshakes).toHaveLength(0);
  });

  it('messages for an http:// URL are refused', async () => {
    const failure = await session().failure({ url: 'http://127.0.0.1:1/', socket: says('a') });
    expect(failure).toMatchObject({ code: 'invalid_schema', field: 'url' });
  });

  it('R27 goes over the kept connection of the request before it, and leaves none behind', async () => {
    const { url, connections, open } = await server(echo);
    const own = session();
    const plain = url.replace('ws:', 'http:');
    expect((await own.get(plain)).record.response?.status).toBe(426);
    expect(talked((await own.get(url, { socket: says('a') })).record)[1]).toBe('received text a');
    expect(connections()).toBe(1);
    await expect.poll(open).toBe(0);
    expect((await own.get(plain)).record.response?.status).toBe(426);
    expect(connections()).toBe(2);
  });

  it('RFC 6455 §4.1 through an http proxy it asks for a tunnel, also for ws://', async () => {
    const { url, port } = await server(echo);
    const through = closing(await startProxy());
    const { record } = await session({ proxies: { http: through.url } }).get(url, { socket: says('a') });
    expect(talked(record)[1]).toBe('received text a');
    expect(through.asked.map(({ method, url: asked }) => `${method} ${asked}`)).toEqual([
      `CONNECT 127.0.0.1:${port}`,
    ]);
  });

  it('the guard holds for ws:// as for http://', async () => {
    const { url, handshakes, port } = await server(echo);
    const transport = closing(createTransport({ allowPrivate: false, allow: [], deny: [], self: [] }));
    for (const at of [
      url,
      `ws://localhost:${port}`,
      `ws://[::ffff:127.0.0.1]:${port}`,
      'ws://169.254.169.254/',
    ]) {
      const failure = await session().failure({ url: at, socket: says('a') }, { transport });
      expect(failure).toMatchObject({ code: 'blocked_address' });
    }
    expect(handshakes).toHaveLength(0);
  });
});
