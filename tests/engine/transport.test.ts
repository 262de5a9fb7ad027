import { afterEach, describe, expect, it } from 'vitest';
import { createTransport } from '@/lib/engine/transport';
import { rawServer, type RawServer, type Script } from '../support/raw-server';
import { LIMITS, OPEN, outcome, wireRequest } from './wire-support';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function server(script: Script, options?: Parameters<typeof rawServer>[1]): Promise<RawServer> {
  const started = await rawServer(script, options);
  open.push(started);
  return started;
}
function transport(policy = OPEN): ReturnType<typeof createTransport> {
  const created = createTransport(policy);
  open.push(created);
  return created;
}
const ok: Script = (socket, { head }) =>
  socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n${head.startsWith('HEAD') ? '' : 'hi'}`);

describe('what goes over the wire', () => {
  it('R35 sends one Host first, then the headers as they stand', async () => {
    const target = await server(ok);
    const request = wireRequest(target.url, {
      headers: [
        ['User-Agent', 'x'],
        ['aCCept', '*/*'],
        ['X-A', '1'],
        ['x-a', '2'],
        ['Connection', 'keep-alive'],
      ],
    });
    const { response } = await outcome(transport(), request);
    expect(target.received[0]?.toString('latin1')).toBe(
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${target.port}\r\nUser-Agent: x\r\naCCept: */*\r\nX-A: 1\r\nx-a: 2\r\nConnection: keep-alive\r\n\r\n`,
    );
    expect(response?.sentHeaders[0]).toEqual(['Host', `127.0.0.1:${target.port}`]);
    expect(response?.body.toString()).toBe('hi');
  });
  it.each([
    ['POST', 'Content-Length: 0\r\n'],
    ['PUT', 'Content-Length: 0\r\n'],
    ['PATCH', 'Content-Length: 0\r\n'],
    ['LINK', 'Content-Length: 0\r\n'],
    ['DELETE', ''],
    ['OPTIONS', ''],
    ['TRACE', ''],
  ])('R66 %s without a body and a length is framed as urllib3 frames it: %j', async (method, framing) => {
    const target = await server(ok);
    await outcome(transport(), wireRequest(target.url, { method }));
    expect(target.received[0]?.toString()).toMatch(
      new RegExp(`^\\w+ / HTTP/1\\.1\r\nHost: .*\r\n${framing}\r\n$`),
    );
  });
  it('R27 uses one connection for sequential sends', async () => {
    const target = await server(ok);
    const session = transport();
    for (const method of ['GET', 'POST', 'HEAD', 'DELETE', 'GET'])
      expect((await outcome(session, wireRequest(target.url, { method }))).response?.status).toBe(200);
    expect(target.received.length).toBe(1);
  });
});

describe('the request line and its headers', () => {
  const wire = async (changes: Parameters<typeof wireRequest>[1], path = ''): Promise<string> => {
    const target = await server(ok);
    await outcome(transport(), wireRequest(`${target.url}${path}`, changes));
    return target.received[0]?.toString('latin1').replaceAll(String(target.port), 'PORT') ?? '';
  };
  it('R35 keeps a Host of the user in its place, once', async () => {
    expect(
      await wire({
        headers: [
          ['A', '1'],
          ['host', 'other.example'],
          ['HOST', 'third'],
        ],
      }),
    ).toBe('GET / HTTP/1.1\r\nA: 1\r\nhost: other.example\r\n\r\n');
  });
  it("R37 overwrites a Content-Length with the body's own, in its place", async () => {
    expect(
      await wire({
        method: 'POST',
        headers: [
          ['content-length', '99'],
          ['B', '2'],
        ],
        body: Buffer.from('body'),
      }),
    ).toBe('POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\ncontent-length: 4\r\nB: 2\r\n\r\nbody');
  });
  it('R37 keeps a Content-Length where there is no body', async () => {
    expect(await wire({ headers: [['Content-Length', '0']] })).toContain('Content-Length: 0\r\n');
  });
  it.each(['GET', 'HEAD', 'DELETE'])('R67 sends a body with %s', async (method) => {
    expect(await wire({ method, body: Buffer.from('body') })).toMatch(/Content-Length: 4\r\n\r\nbody$/);
  });
  it('R66 GET and HEAD without a body have no Content-Length', async () => {
    expect(await wire({})).not.toContain('Length');
    expect(await wire({ method: 'HEAD' })).not.toContain('Length');
  });
  it('departs: sends Transfer-Encoding: chunked as one chunk, without Content-Length', async () => {
    expect(
      await wire({ method: 'POST', headers: [['Transfer-Encoding', 'chunked']], body: Buffer.from('hello') }),
    ).toMatch(/Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n$/);
  });
  it('R34 sends header values as latin-1', async () => {
    expect(await wire({ headers: [['X', 'caf\xe9']] })).toContain('X: caf\xe9\r\n');
  });
  it('R57 and R58 send neither fragment nor credentials, and the path as it stands', async () => {
    const target = await server(ok);
    await outcome(
      transport(),
      wireRequest(`http://user:pass@127.0.0.1:${target.port}/a%7C//b/../c?x=%5E#part`),
    );
    expect(target.received[0]?.toString()).toMatch(
      /^GET \/a%7C\/\/b\/\.\.\/c\?x=%5E HTTP\/1\.1\r\nHost: 127\.0\.0\.1:\d+\r\n\r\n$/,
    );
  });
  it.each([
    ['a\r\nb', 'x'],
    ['a', 'x\r\ny'],
    ['a', 'x\ny'],
    ['a', 'x\0'],
    ['', 'x'],
    ['a:b', 'x'],
    ['a', 'x\u20ac'],
  ])('fault 50: refuses the header %j: %j', async (name, value) => {
    const target = await server(ok);
    const { failure } = await outcome(transport(), wireRequest(target.url, { headers: [[name, value]] }));
    expect(failure?.code).toBe('invalid_header');
    expect(target.received.length).toBe(0);
  });
  it.each([
    ['G T', ''],
    ['GET\r\nX: y', ''],
    ['', ''],
    ['GET', 'a b'],
    ['GET', 'a\r\nX: y'],
    ['GET', 'ü'],
  ])('fault 50: refuses method %j with path %j', async (method, path) => {
    const target = await server(ok);
    const { failure } = await outcome(transport(), wireRequest(`${target.url}${path}`, { method }));
    expect(failure?.code).toMatch(/invalid_(header|url)/);
    expect(target.received.length).toBe(0);
  });
  it('holds the ceilings of a request', async () => {
    const target = await server(ok);
    const ceiling = async (
      changes: Parameters<typeof wireRequest>[1],
      limits: object,
      path = '',
    ): Promise<string | undefined> =>
      (await outcome(transport(), wireRequest(`${target.url}${path}`, changes), limits)).failure?.code;
    expect(await ceiling({}, { urlBytes: 100 }, 'a'.repeat(100))).toBe('invalid_url');
    expect(await ceiling({ method: 'POST', body: Buffer.alloc(11) }, { requestBodyBytes: 10 })).toBe(
      'invalid_body',
    );
    expect(
      await ceiling({ headers: [['X', 'a'.repeat(2_000)]] }, { requestHeaderBytes: 1_000, urlBytes: 200 }),
    ).toBe('invalid_header');
    expect(target.received.length).toBe(0);
  });
});

describe('progress', () => {
  it('tells phases, the response and the bytes in order', async () => {
    const target = await server(ok);
    const told: string[] = [];
    await transport().send(wireRequest(target.url), LIMITS, (progress) =>
      told.push(progress.type === 'phase' ? progress.phase : progress.type),
    );
    expect(told).toEqual(['connect', 'send', 'wait', 'response', 'receive', 'bytes']);
  });
});
