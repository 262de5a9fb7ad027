import { afterEach, describe, expect, it } from 'vitest';
import type { SendResult } from '@/lib/engine/contract';
import { hop, hopping, session, target, type TestSession } from './session-under-test';
import { namedSession } from './one-send';

/** Whatever a fault did, nothing was written to what every object inherits. */
afterEach(() => expect(Object.keys(Object.prototype)).toEqual([]));

/** A fault of a redirect, then an ordinary request through the same session. */
async function meet(me: TestSession, url: string, more: Parameters<TestSession['send']>[1] = {}) {
  const result = await me.send({ url }, more);
  const calm = await target((_request, response) => response.end('calm'));
  expect(Buffer.from((await me.get(calm.url)).body).toString()).toBe('calm');
  return result.record;
}

describe('faults on the way from hop to hop', () => {
  it('fault 45: a loop ends at the limit, with every hop', async () => {
    const server = await target((_request, response) =>
      response.writeHead(302, { location: '/again', 'set-cookie': 'seen=1' }).end(),
    );
    const me = session({ maxRedirects: 4 });
    const { error, history, response } = await meet(me, `${server.url}/`);
    expect(error).toMatchObject({ code: 'too_many_redirects', hop: 4, message: 'Exceeded 4 redirects.' });
    expect([history.length, response?.status, server.requests.length]).toEqual([4, 302, 5]);
    expect(me.cookies.map(({ name }) => name)).toEqual(['seen']);
  });
  it('fault 45: two that point at each other', async () => {
    const server = await target((request, response) =>
      response.writeHead(307, { location: request.url === '/a' ? '/b' : '/a' }).end(),
    );
    const { error, history } = await meet(session({ maxRedirects: 3 }), `${server.url}/a`);
    expect([error?.code, history.map((one) => one.request.url.slice(-2))]).toEqual([
      'too_many_redirects',
      ['/a', '/b', '/a'],
    ]);
  });
  it('fault 45: as many as are allowed are followed, one more is too many', async () => {
    const server = await target(hopping);
    const two = server.url + hop(302, hop(302, '/end'));
    expect((await meet(session({ maxRedirects: 2 }), two)).error).toBeNull();
    expect((await meet(session({ maxRedirects: 1 }), two)).error?.code).toBe('too_many_redirects');
  });
  it.each([
    ['http://[::1', 'invalid_url'],
    ['http://h:99999/', 'invalid_url'],
    ['http://:1/', 'invalid_url'],
    ['http://exa mple.test/', 'invalid_url'],
    ['javascript:alert(1)', 'invalid_schema'],
    ['file:///etc/passwd', 'invalid_schema'],
    ['gopher://127.0.0.1/', 'invalid_schema'],
  ])('fault 45: Location %j is %s, and the hop that sent it is kept', async (location, code) => {
    const server = await target((_request, response) =>
      response.writeHead(302, { location, 'set-cookie': 'kept=1' }).end('moved'),
    );
    const me = session();
    const { error, response } = await meet(me, server.url);
    expect([error?.code, response?.status]).toEqual([code, 302]);
    expect(me.cookies.map(({ name }) => name)).toEqual(['kept']);
  });
  it('fault 46: keys and cookies stay behind at another origin, and are shown as dropped', async () => {
    const server = await target(hopping);
    const away = await target(hopping, { host: '127.0.0.2' });
    const me = session({ variables: { key: 's3cret' } });
    const { record } = await me.send(
      {
        url: server.url + hop(302, `${away.url}/end`),
        headers: [
          ['Authorization', 'Bearer t'],
          ['X-Api-Key', 'k'],
          ['X-Plain', 'p'],
          ['X-Filled', 'of {{key}}'],
        ],
        cookies: { mine: '1' },
      },
      { isSecret: (name) => name === 'key' },
    );
    const [arrived] = away.requests;
    const names = arrived?.rawHeaders.map(([name]) => name) ?? [];
    expect(names).toContain('X-Plain');
    expect(names.filter((name) => /authorization|api-key|filled|cookie/i.test(name))).toEqual([]);
    expect(record.request.droppedHeaders).toEqual(['Authorization', 'X-Api-Key', 'X-Filled']);
    expect(JSON.stringify(arrived)).not.toContain('s3cret');
  });
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
  it.each([301, 302, 303, 307, 308])('fault 47: %i, over all methods (R75–R81)', async (status) => {
    const server = await target(hopping);
    const me = session();
    for (const method of methods) {
      await me.get(server.url + hop(status, '/end'), { method, body: { type: 'text', text: 'body' } });
      const arrived = server.requests.at(-1);
      const rewritten =
        status === 303 || status === 302 ? method !== 'HEAD' : status === 301 && method === 'POST';
      const kept = status >= 307;
      expect([arrived?.url, arrived?.method, arrived?.body.toString()]).toEqual([
        '/end',
        rewritten ? 'GET' : method,
        kept ? 'body' : '',
      ]);
    }
  });
});

describe('faults of cookies', () => {
  const answered = async (me: TestSession, lines: string[], url = ''): Promise<SendResult['record']> => {
    const server = await target((_request, response) => response.setHeader('set-cookie', lines).end());
    return (await me.get(url === '' ? server.url : url.replace('PORT', String(server.port)))).record;
  };
  it('fault 51: 500 Set-Cookie lines fill the host’s quota, and the rest is told', async () => {
    const me = session();
    const lines = Array.from({ length: 500 }, (_, index) => `c${index}=1`);
    const { cookies } = await answered(me, lines);
    expect([cookies.stored.length, cookies.removed.length, me.cookies.length]).toEqual([180, 320, 180]);
    expect(me.cookies.at(-1)?.name).toBe('c499');
  });
  it('fault 51: a cookie of 5 KB is refused, one of 4 KB is kept', async () => {
    const me = session();
    const { cookies } = await answered(me, [`big=${'x'.repeat(5_000)}`, `fits=${'x'.repeat(4_092)}`]);
    expect(cookies.rejected.map(({ rule }) => rule)).toEqual(['RFC 6265bis §5.6']);
    expect(me.cookies.map(({ name }) => name)).toEqual(['fits']);
  });
  it('fault 51: names that an object inherits are names', async () => {
    const me = session({ headers: [['__proto__', 'a']] });
    const server = await target((_request, response) =>
      response
        .setHeader('set-cookie', ['__proto__=x', 'constructor=y', 'toString=z'])
        .setHeader('__proto__', 'b')
        .end(),
    );
    const { record } = await me.get(server.url, { cookies: { hasOwnProperty: 'o' } });
    expect(record.response?.headers).toContainEqual(['__proto__', 'b']);
    expect(server.requests[0]?.rawHeaders).toContainEqual(['__proto__', 'a']);
    await me.get(server.url);
    expect(server.requests[1]?.header('cookie')).toBe('__proto__=x; constructor=y; toString=z');
  });
  it.each([
    ['a=1; Domain=evil.example.org', 'does not match'],
    ['a=1; Domain=com', 'public suffix'],
    ['a=1; Domain=example.com.evil.org', 'does not match'],
    ['__Host-a=1; Path=/; Domain=shop.example.com', 'needs'],
    ['__Host-a=1; Path=/', 'needs'],
    ['__Secure-a=1', 'needs'],
  ])('fault 52: %j is refused, and told so', async (line, why) => {
    const me = namedSession();
    const { cookies } = await answered(me, [line], 'http://shop.example.com:PORT/');
    expect(me.cookies).toEqual([]);
    expect(cookies.rejected).toHaveLength(1);
    expect(`${cookies.rejected[0]?.setCookie} ${cookies.rejected[0]?.reason}`).toContain(line);
    expect(cookies.rejected[0]?.reason).toContain(why);
  });
});
