import { describe, expect, it } from 'vitest';
import type { Handler } from '../support/target-server';
import { namedSession } from './one-send';
import { echo, hop, hopping, session, target } from './session-under-test';

/** Answers / with this status and Location; everything else echoes. */
const pointing =
  (location: string, status = 302): Handler =>
  (request, response) =>
    request.url === '/dir/page?q=1'
      ? response.writeHead(status, { location }).end()
      : echo(request, response);

/** Where a session ends that starts at /dir/page?q=1#frag, without the origin. */
async function led(location: string): Promise<string | undefined> {
  const server = await target(pointing(location));
  const { record } = await session().get(`${server.url}/dir/page?q=1#frag`);
  return record.response?.url.replace(server.url, '');
}

describe('what is followed', () => {
  it.each([301, 302, 303, 307, 308])('R75 %i with a Location is', async (status) => {
    const server = await target(hopping);
    const { record } = await session().get(server.url + hop(status, '/end'));
    expect([record.response?.status, record.history.length]).toEqual([200, 1]);
  });
  it.each([200, 201, 300, 304, 305, 400])('R75 %i is not', async (status) => {
    const server = await target(hopping);
    const { record } = await session().get(server.url + hop(status, '/end'));
    expect([record.response?.status, record.history.length]).toEqual([status, 0]);
  });
});

describe('method and body', () => {
  const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
  const after = async (status: number): Promise<string[]> => {
    const methods: string[] = [];
    for (const method of METHODS) {
      const server = await target(hopping);
      await session().get(server.url + hop(status, '/end'), { method });
      methods.push(server.requests[1]?.method ?? 'none');
    }
    return methods;
  };
  it('R77 303 makes GET of all but HEAD', async () => {
    expect(await after(303)).toEqual(METHODS.map((one) => (one === 'HEAD' ? 'HEAD' : 'GET')));
  });
  it('R78 302 makes GET of all but HEAD', async () => {
    expect(await after(302)).toEqual(METHODS.map((one) => (one === 'HEAD' ? 'HEAD' : 'GET')));
  });
  it('R79 301 makes GET of POST alone', async () => {
    expect(await after(301)).toEqual(METHODS.map((one) => (one === 'POST' ? 'GET' : one)));
  });
  it.each([307, 308])('R80 %i changes no method', async (status) => {
    expect(await after(status)).toEqual(METHODS);
  });
  it.each([307, 308])('R82 %i sends the body again whole, at each hop', async (status) => {
    const server = await target(hopping);
    const bytes = Buffer.from([0, 255, 10, 13, 128]);
    const body = { type: 'binary', base64: bytes.toString('base64') } as const;
    await session().get(server.url + hop(status, hop(status, '/end')), { method: 'PUT', body });
    expect(server.requests.map((one) => one.body.equals(bytes))).toEqual([true, true, true]);
  });
});

describe('where it leads', () => {
  it.each([
    ['R83', '/caf\xc3\xa9', '/caf%C3%A9#frag'],
    ['R84', 'page2', '/dir/page2#frag'],
    ['R84', '../up', '/up#frag'],
    ['R84', '/x?a=b', '/x?a=b#frag'],
    ['R86', 'http:/x', '/x#frag'],
    ['R86', 'http:x', '/x#frag'],
    ['R86', 'http:///x', '/x#frag'],
    ['R88', '/a b\\c', '/a%20b%5Cc#frag'],
    ['R89', '/x#new', '/x#new'],
  ])('%s %j', async (_, location, expected) => {
    expect(await led(location)).toBe(expected);
  });
  it('R85 //host takes the scheme, R86 HTTP://host is a URL', async () => {
    for (const scheme of ['', 'HTTP:']) {
      const other = await target(echo, { host: '127.0.0.2' });
      const server = await target(pointing(`${scheme}//${other.host}:${other.port}/x`));
      const { record } = await session().get(`${server.url}/dir/page?q=1`);
      expect(record.response?.url).toBe(`${other.url}/x`);
      expect(other.requests).toHaveLength(1);
    }
  });
  it('R89 a fragment is carried over hops until one brings its own', async () => {
    const server = await target(hopping);
    const { record } = await session().get(`${server.url}${hop(302, hop(302, '/end#own'))}#first`);
    expect(record.history.map(({ response }) => response.url.split('#')[1])).toEqual(['first', 'first']);
    expect(record.response?.url).toBe(`${server.url}/end#own`);
  });
});

describe('credentials', () => {
  it('R91 Authorization stays behind at another port and another host, and goes on at the same', async () => {
    const headers: [string, string][] = [['Authorization', 'mine']];
    const server = await target(hopping);
    const port = await target(echo);
    const host = await target(echo, { host: '127.0.0.2' });
    for (const away of [port, host]) await session().get(server.url + hop(302, `${away.url}/`), { headers });
    await session().get(server.url + hop(302, '/end'), { headers });
    expect(port.requests[0]?.header('authorization')).toBeUndefined();
    expect(host.requests[0]?.header('authorization')).toBeUndefined();
    expect(server.requests.at(-1)).toMatchObject({ url: '/end' });
    expect(server.requests.at(-1)?.header('authorization')).toBe('mine');
  });
  it('R91 the host is the same in any case', async () => {
    const server = await target(hopping);
    const at = `http://name.test:${server.port}`;
    const headers: [string, string][] = [['Authorization', 'mine']];
    await namedSession().get(at + hop(302, `${at.replace('name', 'NAME')}/end`), { headers });
    expect(server.requests[1]?.header('authorization')).toBe('mine');
  });
});

describe('what is given back', () => {
  it('R101 departs: the redirect itself, with no next request beside its Location', async () => {
    const server = await target(hopping);
    const { record } = await session().get(server.url + hop(302, '/x'), { allowRedirects: false });
    expect(record.response?.headers).toContainEqual(['location', '/x']);
    expect([record.response?.status, record.history, 'next' in record]).toEqual([302, [], false]);
  });
  it('R103 departs: timeouts count anew at each hop, a deadline counts over them all', async () => {
    const slow: Handler = (request, response) =>
      new Promise((resolve) => setTimeout(resolve, 100)).then(() => hopping(request, response));
    const server = await target(slow);
    const url = server.url + hop(302, hop(302, hop(302, hop(302, hop(302, '/end')))));
    const { record } = await session().get(url, { timeout: 0.5 });
    expect(record.history).toHaveLength(5);
    const failure = await session().failure({ url, timeout: 0.5 }, { limits: { totalMs: 150 } });
    expect(failure.code).toBe('total_timeout');
  });
});
