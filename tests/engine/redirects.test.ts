import { describe, expect, it } from 'vitest';
import { redirectedMethod, redirectTarget } from '@/lib/engine/redirects';
import { startRawTarget } from '../support/target-server';
import { closing, echo, hop, hopping, session, target } from './session-under-test';

const at = 'http://h.test/dir/page?q=1#frag';
const to = (location: string, from = at): string | null =>
  redirectTarget(from, 302, [['Location', location]]);

describe('what is followed', () => {
  it.each([301, 302, 303, 307, 308])('R75 %i with a Location', (status) => {
    expect(redirectTarget(at, status, [['LOCATION', '/x']])).toBe('http://h.test/x#frag');
  });
  it.each([200, 201, 300, 304, 305, 306, 400])('R75 never %i', (status) => {
    expect(redirectTarget(at, status, [['Location', '/x']])).toBeNull();
  });
  it('R76 not an empty or missing Location', async () => {
    expect(to('')).toBeNull();
    expect(redirectTarget(at, 302, [])).toBeNull();
    const server = await target((_, response) => response.writeHead(302, { location: '' }).end());
    const { record } = await session().get(server.url);
    expect(record.response?.status).toBe(302);
    expect(record.history).toEqual([]);
  });
});

describe('where it leads', () => {
  it.each([
    ['R84', 'page2', 'http://h.test/dir/page2#frag'],
    ['R84', '../up', 'http://h.test/up#frag'],
    ['R84', '?a=b', 'http://h.test/dir/page?a=b#frag'],
    ['R84', '#f', 'http://h.test/dir/page?q=1#f'],
    ['R85', '//other.test/x', 'http://other.test/x#frag'],
    ['R86', 'HTTP://other.test/x', 'http://other.test/x#frag'],
    ['R86', 'http:/x', 'http://h.test/x#frag'],
    ['R86', 'http:x', 'http://h.test/x#frag'],
    ['R86', 'http:///x', 'http://h.test/x#frag'],
    ['R88', '/a b\\c', 'http://h.test/a%20b%5Cc#frag'],
    ['R88', '/a%zz%20', 'http://h.test/a%25zz%2520#frag'],
    ['R89', '/x#new', 'http://h.test/x#new'],
    ['R83', '/caf\xc3\xa9', 'http://h.test/caf%C3%A9#frag'],
    ['R83', '/caf\xe9', 'http://h.test/caf%E9#frag'],
    ['R46', 'http://h.test:80/x', 'http://h.test:80/x#frag'],
  ])('%s %s', (_, location, expected) => {
    expect(to(location)).toBe(expected);
  });

  it.each([
    ['mailto:a@b.c', 'invalid_schema'],
    ['ftp://h.test/', 'invalid_schema'],
    ['javascript:alert(1)', 'invalid_schema'],
    ['https:x', 'invalid_url'],
    ['http://:1', 'invalid_url'],
    ['http://h:abc/', 'invalid_url'],
    ['http://h:99999/', 'invalid_url'],
    ['http://[::1/', 'invalid_url'],
    ['http://*.h/', 'invalid_url'],
  ])('R87 %s is an error, and the response that said it is kept', async (location, code) => {
    const server = await target((_, response) => response.writeHead(302, { location }).end('here'));
    const { record, body } = await session().send({ url: server.url });
    expect(record.error).toMatchObject({ code, hop: 0 });
    expect(record.response).toMatchObject({ status: 302 });
    expect(Buffer.from(body).toString()).toBe('here');
  });

  it('R88 puts a Location with white space and stray escapes right on the wire', async () => {
    const server = await target(hopping);
    const { record } = await session().get(server.url + hop(302, '/a b/%zz?x=[1]|'));
    expect(server.requests[1]?.url).toBe('/a%20b/%25zz?x=%5B1%5D%7C');
    expect(record.response?.url).toBe(`${server.url}/a%20b/%25zz?x=[1]%7C`);
  });

  it('R150 joins repeated Location headers, as requests shows them', async () => {
    const raw = closing(
      await startRawTarget((received, socket) => {
        if (received.includes('GET / '))
          socket.write('HTTP/1.1 302 F\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n');
        if (received.includes('GET /a,')) socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      }),
    );
    const { record } = await session().get(raw.url);
    expect(record.response?.url).toBe(`${raw.url}/a,%20/b`);
  });
});

describe('method and body', () => {
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
  it.each(methods.filter((one) => one !== 'HEAD'))('R77, R78 303 and 302 turn %s into GET', (method) => {
    expect([redirectedMethod(method, 303), redirectedMethod(method, 302)]).toEqual(['GET', 'GET']);
  });
  it.each([301, 302, 303, 307, 308])('R77–R80 HEAD stays HEAD at %i', (status) => {
    expect(redirectedMethod('HEAD', status)).toBe('HEAD');
  });
  it.each(methods)('R79 301 turns only POST into GET: %s', (method) => {
    expect(redirectedMethod(method, 301)).toBe(method === 'POST' ? 'GET' : method);
  });

  const body = { type: 'json', value: { a: 1 } } as const;
  it.each([301, 302, 303])('R81 %i drops the body and its headers, whatever the method', async (status) => {
    const server = await target(hopping);
    const extra: [string, string][] = [['X-Keep', '1']];
    await session().get(server.url + hop(status, '/end'), { method: 'PUT', body, headers: extra });
    const end = server.requests[1];
    expect(end?.method).toBe(status === 301 ? 'PUT' : 'GET');
    expect(end?.body).toHaveLength(0);
    expect(end?.header('content-type')).toBeUndefined();
    expect(end?.header('content-length')).toBe(status === 301 ? '0' : undefined);
    expect(end?.header('x-keep')).toBe('1');
  });
  it.each([
    ['PUT', ['Host', 'Content-Length', 'X-Keep']],
    ['DELETE', ['Host', 'X-Keep']],
    ['OPTIONS', ['Host', 'X-Keep']],
  ])('R81 a 301 of %s goes on framed as urllib3 frames it', async (method, names) => {
    const server = await target(hopping);
    await session({ headers: [] }).get(server.url + hop(301, '/end'), {
      method,
      body,
      headers: [['X-Keep', '1']],
    });
    expect(server.requests[1]?.rawHeaders.map(([name]) => name)).toEqual(names);
  });
  it.each([307, 308])('R80 %i keeps method and body', async (status) => {
    const server = await target(hopping);
    await session().get(server.url + hop(status, '/end'), { method: 'POST', body });
    const end = server.requests[1];
    expect([end?.method, end?.body.toString(), end?.header('content-type')]).toEqual([
      'POST',
      '{"a":1}',
      'application/json',
    ]);
  });
});

describe('how far it goes', () => {
  it('R90 keeps the last response and N hops when one more is needed', async () => {
    const server = await target((_, response) => response.writeHead(302, { location: '/again' }).end('x'));
    const { record } = await session().send({ url: server.url, maxRedirects: 3 });
    expect(record.error).toMatchObject({
      code: 'too_many_redirects',
      message: 'Exceeded 3 redirects.',
      hop: 3,
    });
    expect(record.history).toHaveLength(3);
    expect(record.response?.status).toBe(302);
    expect(server.requests).toHaveLength(4);
  });
  it('R90 follows none when 0 are allowed; the session’s limit holds when the request has none', async () => {
    const server = await target(hopping);
    const { record } = await session({ maxRedirects: 0 }).send({ url: server.url + hop(302, '/x') });
    expect(record.error).toMatchObject({ code: 'too_many_redirects', message: 'Exceeded 0 redirects.' });
    expect(record.history).toEqual([]);
    const exact = await session({ maxRedirects: 0 }).send({
      url: server.url + hop(302, '/x'),
      maxRedirects: 1,
    });
    expect(exact.record.error).toBeNull();
  });
  it('never follows more than the server allows', async () => {
    const server = await target((_, response) => response.writeHead(302, { location: '/again' }).end());
    const failure = await session().failure(
      { url: server.url, maxRedirects: 100 },
      { limits: { redirects: 2 } },
    );
    expect(failure.message).toBe('Exceeded 2 redirects.');
  });
  it('R101 allowRedirects: false answers the redirect itself', async () => {
    const server = await target(hopping);
    const { record } = await session().get(server.url + hop(302, '/x'), { allowRedirects: false });
    expect(record.response?.status).toBe(302);
    expect(record.history).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });
  it('R100 lists earlier responses oldest first, each with its request, cookies and body', async () => {
    const server = await target(hopping);
    const second = hop(307, '/end', 'two=2; Path=/');
    const { record } = await session().get(server.url + hop(302, second, 'one=1; Path=/'));
    expect(record.history.map(({ response }) => response.status)).toEqual([302, 307]);
    expect(record.history[0]?.cookies.stored).toMatchObject([{ name: 'one' }]);
    expect(record.history[1]?.cookies.sent).toMatchObject([{ name: 'one' }]);
    expect(record.history[1]?.request.url).toBe(server.url + second);
    expect(record.history[0]?.response.body).toEqual({ size: 5, text: 'moved', truncated: false });
    expect(record.history[0]?.timings.totalMs).toBeGreaterThan(0);
    expect(record.cookies.sent).toMatchObject([{ name: 'one' }, { name: 'two' }]);
  });
  it('R97 keeps the cookies of hops although a later one fails', async () => {
    const dead = await target(echo);
    await dead.close();
    const server = await target(hopping);
    const s = session();
    const { record } = await s.send({ url: server.url + hop(302, `${dead.url}/`, 'a=1') });
    expect(record.error).toMatchObject({ code: 'connection_error', hop: 1 });
    expect(record.history).toHaveLength(1);
    expect(record.request.url).toBe(`${dead.url}/`);
    expect(record.response).toBeNull();
    expect(s.cookies.map(({ name }) => name)).toEqual(['a']);
  });
  it('keeps 16 KiB of a redirect’s body and says that it was cut', async () => {
    const server = await target((request, response) => {
      if (request.url !== '/') return echo(request, response);
      response
        .writeHead(302, { location: '/end', 'content-type': 'text/plain; charset=utf-8' })
        .end('é'.repeat(20_000));
    });
    const { record } = await session().get(server.url);
    expect(record.history[0]?.response.body).toMatchObject({ size: 40_000, truncated: true });
    expect(record.history[0]?.response.body.text).toBe('é'.repeat(8192));
  });
  it('R102 follows although the redirect’s body does not decode', async () => {
    const server = await target((request, response) => {
      if (request.url !== '/') return echo(request, response);
      response.writeHead(302, { location: '/end', 'content-encoding': 'gzip' }).end('this is no gzip');
    });
    const { record } = await session().get(server.url);
    expect(record.response?.status).toBe(200);
    expect(record.history).toHaveLength(1);
  });
});
