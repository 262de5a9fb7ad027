import { describe, expect, it } from 'vitest';
import { startRawTarget } from '../support/target-server';
import type { Progress } from '@/lib/engine/contract';
import { closing, echo, hop, hopping, session, target } from './session-under-test';

describe('a session', () => {
  it('keeps a cookie from one request to the next', async () => {
    const server = await target((request, response) => {
      if (request.url === '/login')
        response.setHeader('set-cookie', ['sid=1; Path=/; HttpOnly', 'theme=dark']);
      echo(request, response);
    });
    const s = session();
    const first = await s.get(`${server.url}/login`);
    expect(first.record.cookies.stored.map(({ name }) => name)).toEqual(['sid', 'theme']);
    const second = await s.get(`${server.url}/me`);
    expect(server.requests[1]?.header('cookie')).toBe('sid=1; theme=dark');
    expect(second.record.cookies.sent).toEqual([
      { name: 'sid', value: '1', domain: '127.0.0.1', path: '/', from: 'session' },
      { name: 'theme', value: 'dark', domain: '127.0.0.1', path: '/', from: 'session' },
    ]);
  });

  it('R27 uses one connection for its sends and their redirects', async () => {
    const server = await target(hopping);
    const s = session();
    await s.get(server.url + hop(302, '/a'));
    await s.get(`${server.url}/b`);
    expect(server.requests).toHaveLength(3);
    expect(server.connections()).toBe(1);
  });

  it('R20, R107 is not changed by a request but for the jar', async () => {
    const server = await target(echo);
    const s = session({ headers: [['X-A', '1']] });
    const before = JSON.stringify(s.settings);
    await s.get(server.url, {
      headers: [['X-B', '2']],
      cookies: { one: '1' },
      auth: { type: 'bearer', token: 't' },
    });
    expect(JSON.stringify(s.settings)).toBe(before);
    expect(s.cookies).toEqual([]);
  });

  it('R30, R9, R35 sends the defaults first and one Host', async () => {
    const server = await target(echo);
    await session().get(server.url, {
      headers: [
        ['X-Mine', 'é'],
        ['ACCEPT', 'text/html'],
      ],
    });
    expect(server.requests[0]?.rawHeaders).toEqual([
      ['Host', `127.0.0.1:${server.port}`],
      ['User-Agent', 'playjar/0.1'],
      ['Accept-Encoding', 'gzip, deflate, br, zstd'],
      ['ACCEPT', 'text/html'],
      ['Connection', 'keep-alive'],
      ['X-Mine', 'é'],
    ]);
  });

  it('orders a POST as requests does: headers, Cookie, length, type, Authorization', async () => {
    const server = await target(echo);
    const s = session({ headers: [['X-A', '1']], auth: { type: 'basic', username: 'u', password: 'p' } });
    const { record } = await s.get(server.url, {
      method: 'post',
      cookies: { c: '1' },
      body: { type: 'form', fields: [['a', 'b c']] },
    });
    const sent = [
      ['Host', `127.0.0.1:${server.port}`],
      ['X-A', '1'],
      ['Cookie', 'c=1'],
      ['Content-Length', '5'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['Authorization', 'Basic dTpw'],
    ];
    expect(server.requests[0]?.rawHeaders).toEqual(sent);
    expect(record.request).toMatchObject({
      method: 'POST',
      url: `${server.url}/`,
      headers: sent,
      body: { size: 5, text: 'a=b+c' },
    });
  });

  it('R149, R57 records the response, its URL with the fragment, and gives the body as bytes', async () => {
    const server = await target((_, response) =>
      response.writeHead(404, 'Gone fishing', { 'X-A': '1' }).end('no'),
    );
    const { record, body } = await session().get(`${server.url}/x#top`);
    expect(record.response).toMatchObject({
      status: 404,
      reason: 'Gone fishing',
      url: `${server.url}/x#top`,
      body: { size: 2, truncated: false },
    });
    expect(record.response?.body.text).toBeUndefined();
    expect(record.response?.headers).toContainEqual(['X-A', '1']);
    expect(Buffer.from(body).toString()).toBe('no');
    expect(record.response?.elapsedMs).toBeGreaterThan(0);
    expect(server.requests[0]?.url).toBe('/x');
    // R169: a status is no error
    expect(record.error).toBeNull();
  });
});

describe('how a send ends', () => {
  it('R164 a closed port is an error in the record', async () => {
    const server = await target(echo);
    await server.close();
    const { record, body } = await session().send({ url: `${server.url}/gone` });
    expect(record.error).toMatchObject({ code: 'connection_error', reason: 'refused', hop: 0 });
    expect(record.request.url).toBe(`${server.url}/gone`);
    expect(record.response).toBeNull();
    expect(body).toHaveLength(0);
  });

  it('stops at its total deadline', async () => {
    const server = await target(() => undefined);
    const failure = await session().failure({ url: server.url }, { limits: { totalMs: 150, readMs: 5000 } });
    expect(failure.code).toBe('total_timeout');
  });

  it('R146 stops after the read timeout that the request asks for, in seconds', async () => {
    const server = await target(() => undefined);
    const started = performance.now();
    const failure = await session().failure({ url: server.url, timeout: 0.2 }, { limits: { readMs: 5000 } });
    expect(failure.code).toBe('read_timeout');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('is cancelled by its caller, before or while it waits', async () => {
    const server = await target(() => undefined);
    const early = await session().failure({ url: server.url }, { signal: AbortSignal.abort() });
    expect(early.code).toBe('cancelled');
    expect(server.requests).toHaveLength(0);
    const controller = new AbortController();
    const onProgress = (p: Progress): void => {
      if (p.type === 'phase' && p.phase === 'wait') controller.abort();
    };
    const late = await session().failure({ url: server.url }, { signal: controller.signal, onProgress });
    expect(late.code).toBe('cancelled');
  });

  it('keeps status, cookies and the part of the body that came before a break', async () => {
    const raw = closing(
      await startRawTarget((_, socket) => {
        socket.end('HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 10\r\n\r\nhalf');
      }),
    );
    const s = session();
    const { record, body } = await s.send({ url: raw.url });
    expect(record.error?.code).toBe('connection_error');
    expect(record.response).toMatchObject({ status: 200, body: { size: 4, truncated: true } });
    expect(Buffer.from(body).toString()).toBe('half');
    expect(s.cookies.map(({ name }) => name)).toEqual(['a']);
  });

  it('shows the fields after a chunked body', async () => {
    const raw = closing(
      await startRawTarget((_, socket) => {
        socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-After: 1\r\n\r\n');
      }),
    );
    const { record } = await session().get(raw.url);
    expect(record.response?.trailers).toEqual([['X-After', '1']]);
  });

  it('tells a watcher what happens, hop by hop', async () => {
    const server = await target(hopping);
    const seen: Progress[] = [];
    await session().send({ url: server.url + hop(302, '/end') }, { onProgress: (p) => seen.push(p) });
    const hops = seen.filter((p) => p.type === 'hop');
    expect(hops).toMatchObject([
      { hop: 0, method: 'GET' },
      { hop: 1, url: `${server.url}/end` },
    ]);
    expect(seen.filter((p) => p.type === 'response').map((p) => [p.hop, p.status])).toEqual([
      [0, 302],
      [1, 200],
    ]);
  });

  it('does not send past a proxy that was asked for', async () => {
    const server = await target(echo);
    const failure = await session({ proxies: { http: 'http://127.0.0.1:1' } }).failure({ url: server.url });
    expect(failure).toMatchObject({ code: 'proxy_error', field: 'proxies' });
    expect(server.requests).toHaveLength(0);
    await session({ proxies: { http: 'http://127.0.0.1:1' } }).get(server.url, { proxies: { http: null } });
    expect(server.requests).toHaveLength(1);
  });
});
