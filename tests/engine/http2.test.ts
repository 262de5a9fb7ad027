import http2 from 'node:http2';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { http2Works } from '@/lib/engine/http2-runtime';
import { withinOrigins } from '@/lib/engine/bounds';
import { createTransport } from '@/lib/engine/transport';
import type { SendOptions } from '@/lib/engine/contract';
import { GOOD, TEST_CA } from '../support/certificates';
import { closing, echo, session, target } from './session-under-test';
import { OPEN } from './wire-support';

type Answer = (stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders, body: string) => void;

/** A server of HTTP/2 alone; the sessions that are open. */
async function server(answer: Answer) {
  const open = new Set<http2.ServerHttp2Session>();
  const one = http2.createSecureServer(GOOD);
  one.on('session', (it) => {
    open.add(it);
    it.on('close', () => open.delete(it));
    it.on('error', () => undefined);
  });
  one.on('stream', (stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders) => {
    let body = '';
    stream.on('error', () => undefined);
    stream.on('data', (chunk: Buffer) => (body += chunk.toString()));
    stream.on('end', () => answer(stream, headers, body));
    stream.resume();
  });
  one.listen(0, '127.0.0.1');
  await once(one, 'listening');
  closing({
    close: () =>
      new Promise<void>((resolve) => {
        for (const it of open) it.destroy();
        one.close(() => resolve());
      }),
  });
  return { url: `https://127.0.0.1:${(one.address() as AddressInfo).port}/`, open };
}
const settings = { http2: true, verify: { ca: TEST_CA } };
const speaking = (): Pick<SendOptions, 'transport'> => ({
  transport: closing(createTransport(OPEN, { http2: true })),
});

describe('http2', () => {
  it('is refused where this Node is too old for it, and nothing is sent', async () => {
    const server = await target(echo);
    const transport = closing(createTransport(OPEN, { http2: false }));
    const failure = await session().failure({ url: server.url, http2: true }, { transport });
    expect(failure).toMatchObject({ code: 'protocol_error', reason: 'http2_off', field: 'http2' });
    expect(failure.message).toContain('Node 22.23.4');
    expect(server.requests).toEqual([]);
    const own = session({ http2: true });
    expect((await own.send({ url: server.url, http2: false }, { transport })).record.error).toBeNull();
  });
  it.each([
    ['20.20.2', false],
    ['22.23.3', false],
    ['22.23.4', true],
    ['22.24.0', true],
    ['23.11.0', false],
    ['24.22.0', false],
    ['24.22.1', true],
    ['25.0.0', true],
  ])('on Node %s works: %s', (version, works) => {
    expect(http2Works(version)).toBe(works);
  });
  it('says which header cannot go out twice, which HTTP/1.1 lets it', async () => {
    const { url } = await server((stream) => {
      stream.respond({ ':status': 204 }, { endStream: true });
    });
    const twice = {
      url,
      headers: [
        ['Referer', 'http://a/'],
        ['Referer', 'http://b/'],
      ] as [string, string][],
    };
    const failure = await session(settings).failure(twice, speaking());
    expect(failure).toMatchObject({ code: 'invalid_header', field: 'headers' });
    expect(failure.message).toContain('“referer”');
    const free = {
      url,
      headers: [
        ['X-A', '1'],
        ['X-A', '2'],
      ] as [string, string][],
    };
    expect((await session(settings).send(free, speaking())).record.error).toBeNull();
  });
  it('is spoken by a shared link’s replay too, which may go to some origins only', async () => {
    const { url } = await server((stream) => {
      stream.respond({ ':status': 204 }, { endStream: true });
    });
    const transport = withinOrigins(closing(createTransport(OPEN, { http2: true })), [new URL(url).origin]);
    const { record } = await session(settings).send({ url }, { transport });
    expect([record.error, record.response?.httpVersion]).toEqual([null, '2']);
    expect(withinOrigins(createTransport(OPEN, { http2: false }), []).http2).toBe(false);
  });
  it('is spoken where the server speaks it, cookies and body and all', async () => {
    const seen: unknown[] = [];
    const { url } = await server((stream, headers, body) => {
      seen.push([headers[':method'], headers[':path'], headers['x-mine'], headers.cookie, body]);
      stream.respond(
        { ':status': 201, 'set-cookie': ['a=1', 'b=2'], 'x-odd': 'y' },
        { waitForTrailers: true },
      );
      stream.on('wantTrailers', () => stream.sendTrailers({ 'x-late': 'z' }));
      stream.end('answer');
    });
    const me = session(settings);
    const spec = {
      url: `${url}p?q=1`,
      method: 'POST',
      headers: [['X-Mine', 'm']],
      body: { type: 'text', text: 'hi' },
    };
    const { record, body } = await me.send(spec as Parameters<typeof me.send>[0], speaking());
    expect(record.error).toBeNull();
    expect(record.response).toMatchObject({ status: 201, httpVersion: '2', reason: '' });
    expect(record.response?.headers).toContainEqual(['x-odd', 'y']);
    expect(record.response?.trailers).toEqual([['x-late', 'z']]);
    expect(record.tls?.alpn).toBe('h2');
    expect(Buffer.from(body).toString()).toBe('answer');
    expect(record.request.headers.slice(0, 4).map(([name]) => name)).toEqual([
      ':method',
      ':scheme',
      ':authority',
      ':path',
    ]);
    await me.send({ url }, speaking());
    expect(seen).toEqual([
      ['POST', '/p?q=1', 'm', undefined, 'hi'],
      ['GET', '/', undefined, 'a=1; b=2', ''],
    ]);
  });
  it('gives way to HTTP/1.1 where the server has no other', async () => {
    const plain = await target(echo, { tls: GOOD });
    const { record } = await session(settings).send({ url: plain.url }, speaking());
    expect([record.error, record.response?.httpVersion, record.tls?.alpn]).toEqual([null, '1.1', 'http/1.1']);
  });
  it('ends with the same failures as HTTP/1.1, and frees its connection', async () => {
    const silent = await server(() => undefined);
    const stalls = await server((stream) => {
      stream.respond({ ':status': 200 });
      stream.write('part');
    });
    const resets = await server((stream) => stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR));
    const long = await server((stream) => {
      stream.respond({ ':status': 200 });
      stream.end('x'.repeat(50_000));
    });
    const code = async (url: string, limits = {}) => {
      const { record, body } = await session(settings).send({ url, timeout: 0.3 }, { ...speaking(), limits });
      return [record.error?.code, body.length];
    };
    expect(await code(silent.url)).toEqual(['read_timeout', 0]);
    expect(await code(stalls.url)).toEqual(['read_timeout', 4]);
    expect(await code(resets.url)).toEqual(['protocol_error', 0]);
    expect(await code(long.url, { responseWireBytes: 1_000 })).toEqual(['response_too_large', 1_000]);
    for (const { open } of [silent, stalls, resets, long])
      await expect.poll(() => open.size, { interval: 5 }).toBe(0);
  });
  it('is cancelled at once', async () => {
    const { url, open } = await server(() => cancel.abort());
    const cancel = new AbortController();
    const { record } = await session(settings).send({ url }, { ...speaking(), signal: cancel.signal });
    expect(record.error?.code).toBe('cancelled');
    await expect.poll(() => open.size, { interval: 5 }).toBe(0);
  });
  it('uses one connection for what a session sends to one origin, one request after another', async () => {
    const ports: unknown[] = [];
    const { url, open } = await server((stream) => {
      ports.push(stream.session?.socket.remotePort);
      stream.respond({ ':status': 200 });
      stream.end('x');
    });
    const one = speaking();
    const me = session(settings);
    const first = await me.send({ url }, one);
    const second = await me.send({ url, method: 'POST', body: { type: 'text', text: 'b' } }, one);
    expect(first.record.timings.connectMs).not.toBeNull();
    expect(second.record.timings).toMatchObject({ dnsMs: null, connectMs: null, tlsMs: null });
    expect(second.record.tls?.alpn).toBe('h2');
    await Promise.all([me.send({ url }, one), me.send({ url }, one)]);
    await me.send({ url }, speaking());
    await me.send({ url, verify: false }, one);
    expect(ports.slice(0, 2)).toEqual([ports[0], ports[0]]);
    // one more for what went out at once, one of another session, one with other TLS settings
    expect(new Set(ports).size).toBe(4);
    await one.transport.close();
    await expect.poll(() => open.size, { interval: 5 }).toBe(1);
  });
  it('closes the connection when the request asks for that', async () => {
    const { url, open } = await server((stream) => {
      stream.respond({ ':status': 200 });
      stream.end('x');
    });
    const { record } = await session(settings).send({ url, headers: [['Connection', 'close']] }, speaking());
    expect(record.error).toBeNull();
    await expect.poll(() => open.size, { interval: 5 }).toBe(0);
  });
  it.each([
    ['in good order', (it: http2.ServerHttp2Session) => it.close()],
    ['without a word', (it: http2.ServerHttp2Session) => it.destroy()],
  ])('opens another when the server has closed the kept one %s', async (_, end) => {
    const { url, open } = await server((stream) => {
      stream.respond({ ':status': 200 });
      stream.end('x');
    });
    const one = speaking();
    const me = session(settings);
    await me.send({ url }, one);
    for (const it of open) end(it);
    const { record } = await me.send({ url }, one);
    expect([record.error, record.response?.status]).toEqual([null, 200]);
  });
  it.each([
    ['GET', null],
    ['POST', 'connection_error'],
  ])('sends %s over a kept connection that breaks under it: %s', async (method, code) => {
    let asked = 0;
    const { url } = await server((stream) => {
      asked += 1;
      if (asked === 2) return stream.session?.destroy();
      stream.respond({ ':status': 200 });
      stream.end('x');
    });
    const one = speaking();
    const me = session(settings);
    await me.send({ url }, one);
    const { record } = await me.send({ url, method }, one);
    expect(record.error?.code ?? null).toBe(code);
    expect(asked).toBe(code === null ? 3 : 2);
  });
  it('waits for the first byte of an answer as long as this server allows, however long a silence may last', async () => {
    const { url } = await server(() => undefined);
    const limits = { firstByteMs: 50 };
    const failure = await session(settings).failure({ url, timeout: 5 }, { ...speaking(), limits });
    expect(failure).toMatchObject({ code: 'read_timeout', reason: 'first_byte' });
  });
});
