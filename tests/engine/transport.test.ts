import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
const ok: Script = (socket, { head }) => socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n${head.startsWith('HEAD') ? '' : 'hi'}`);

describe('what goes over the wire', () => {
  it('R35 sends one Host first, then the headers as they stand', async () => {
    const target = await server(ok);
    const request = wireRequest(target.url, { headers: [['User-Agent', 'x'], ['aCCept', '*/*'], ['X-A', '1'], ['x-a', '2'], ['Connection', 'keep-alive']] });
    const { response } = await outcome(transport(), request);
    expect(target.received[0]?.toString('latin1')).toBe(
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${target.port}\r\nUser-Agent: x\r\naCCept: */*\r\nX-A: 1\r\nx-a: 2\r\nConnection: keep-alive\r\n\r\n`,
    );
    expect(response?.sentHeaders[0]).toEqual(['Host', `127.0.0.1:${target.port}`]);
    expect(response?.body.toString()).toBe('hi');
  });
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'LINK'])('R66 %s without a body says Content-Length: 0', async (method) => {
    const target = await server(ok);
    await outcome(transport(), wireRequest(target.url, { method }));
    expect(target.received[0]?.toString()).toMatch(/^\w+ \/ HTTP\/1\.1\r\nHost: .*\r\nContent-Length: 0\r\n\r\n$/);
  });
  it('R27 uses one connection for sequential sends', async () => {
    const target = await server(ok);
    const session = transport();
    for (const method of ['GET', 'POST', 'HEAD', 'DELETE', 'GET']) expect((await outcome(session, wireRequest(target.url, { method }))).response?.status).toBe(200);
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
    expect(await wire({ headers: [['A', '1'], ['host', 'other.example'], ['HOST', 'third']] })).toBe('GET / HTTP/1.1\r\nA: 1\r\nhost: other.example\r\n\r\n');
  });
  it('R37 overwrites a Content-Length with the body\'s own, in its place', async () => {
    expect(await wire({ method: 'POST', headers: [['content-length', '99'], ['B', '2']], body: Buffer.from('body') })).toBe('POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\ncontent-length: 4\r\nB: 2\r\n\r\nbody');
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
    expect(await wire({ method: 'POST', headers: [['Transfer-Encoding', 'chunked']], body: Buffer.from('hello') })).toMatch(/Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n$/);
  });
  it('R34 sends header values as latin-1', async () => {
    expect(await wire({ headers: [['X', 'caf\xe9']] })).toContain('X: caf\xe9\r\n');
  });
  it('R57 and R58 send neither fragment nor credentials, and the path as it stands', async () => {
    const target = await server(ok);
    await outcome(transport(), wireRequest(`http://user:pass@127.0.0.1:${target.port}/a%7C//b/../c?x=%5E#part`));
    expect(target.received[0]?.toString()).toMatch(/^GET \/a%7C\/\/b\/\.\.\/c\?x=%5E HTTP\/1\.1\r\nHost: 127\.0\.0\.1:\d+\r\n\r\n$/);
  });
  it.each([['a\r\nb', 'x'], ['a', 'x\r\ny'], ['a', 'x\ny'], ['a', 'x\0'], ['', 'x'], ['a:b', 'x'], ['a', 'x\u20ac']])('50 refuses the header %j: %j', async (name, value) => {
    const target = await server(ok);
    const { failure } = await outcome(transport(), wireRequest(target.url, { headers: [[name, value]] }));
    expect(failure?.code).toBe('invalid_header');
    expect(target.received.length).toBe(0);
  });
  it.each([['G T', ''], ['GET\r\nX: y', ''], ['', ''], ['GET', 'a b'], ['GET', 'a\r\nX: y'], ['GET', 'ü']])('50 refuses method %j with path %j', async (method, path) => {
    const target = await server(ok);
    const { failure } = await outcome(transport(), wireRequest(`${target.url}${path}`, { method }));
    expect(failure?.code).toMatch(/invalid_(header|url)/);
    expect(target.received.length).toBe(0);
  });
  it('holds the ceilings of a request', async () => {
    const target = await server(ok);
    const ceiling = async (changes: Parameters<typeof wireRequest>[1], limits: object, path = ''): Promise<string | undefined> => (await outcome(transport(), wireRequest(`${target.url}${path}`, changes), limits)).failure?.code;
    expect(await ceiling({}, { urlBytes: 100 }, 'a'.repeat(100))).toBe('invalid_url');
    expect(await ceiling({ method: 'POST', body: Buffer.alloc(11) }, { requestBodyBytes: 10 })).toBe('invalid_body');
    expect(await ceiling({ headers: [['X', 'a'.repeat(2_000)]] }, { requestHeaderBytes: 1_000, urlBytes: 200 })).toBe('invalid_header');
    expect(target.received.length).toBe(0);
  });
});

describe('R27 kept connections', () => {
  it('opens a second connection only for a concurrent send', async () => {
    const target = await server((socket) => void setTimeout(() => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'), 20));
    const session = transport();
    await Promise.all([outcome(session, wireRequest(target.url)), outcome(session, wireRequest(target.url))]);
    for (let turn = 0; turn < 4; turn += 1) await outcome(session, wireRequest(target.url));
    expect(target.received.length).toBe(2);
  });
  it('closes after Connection: close, of either side', async () => {
    const target = await server(ok);
    const session = transport();
    await outcome(session, wireRequest(target.url, { headers: [['Connection', 'close']] }));
    await expect.poll(() => target.sockets.size, { interval: 5 }).toBe(0);
    const closing = await server((socket) => socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi'));
    await outcome(session, wireRequest(closing.url));
    await expect.poll(() => closing.sockets.size, { interval: 5 }).toBe(0);
  });
  it('does not reuse a connection whose own Content-Length promised a body', async () => {
    const target = await server(ok);
    const session = transport();
    await outcome(session, wireRequest(target.url, { method: 'GET', headers: [['Content-Length', '3']] }));
    expect((await outcome(session, wireRequest(target.url))).response?.status).toBe(200);
    expect(target.received.length).toBe(2);
  });
  it.each(['GET', 'PUT', 'DELETE'])('sends %s once more when the kept connection was closed under it', async (method) => {
    const target = await server((socket, { connection, request }) => (connection === 0 && request === 1 ? socket.destroy() : socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi')));
    const session = transport();
    await outcome(session, wireRequest(target.url));
    expect((await outcome(session, wireRequest(target.url, { method }))).response?.status).toBe(200);
    expect(target.received.length).toBe(2);
  });
  it('never sends a POST twice', async () => {
    const target = await server((socket, { request }) => (request === 1 ? socket.destroy() : socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi')));
    const session = transport();
    await outcome(session, wireRequest(target.url));
    const { failure } = await outcome(session, wireRequest(target.url, { method: 'POST', body: Buffer.from('pay') }));
    expect(failure?.code).toBe('connection_error');
    expect(target.received.length).toBe(1);
  });
  it('does not retry on a fresh connection, nor once an answer began', async () => {
    let asked = 0;
    const target = await server((socket, { request }) => {
      asked += 1;
      if (request === 0) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi');
      else socket.end('HTTP/1.1 2');
    });
    const session = transport();
    await outcome(session, wireRequest(target.url));
    expect((await outcome(session, wireRequest(target.url))).failure?.details.reason).toBe('closed_early');
    expect(asked).toBe(2);
  });
  it('opens a new connection, even for a POST, when the kept one has gone', async () => {
    const target = await server(ok);
    const session = transport();
    await outcome(session, wireRequest(target.url));
    for (const socket of target.sockets) socket.end();
    await expect.poll(() => target.sockets.size, { interval: 5 }).toBe(0);
    expect((await outcome(session, wireRequest(target.url, { method: 'POST' }))).response?.status).toBe(200);
  });
  it('heeds the server\'s Keep-Alive: timeout', async () => {
    const target = await server((socket) => socket.write('HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\nContent-Length: 2\r\n\r\nhi'));
    await outcome(transport(), wireRequest(target.url));
    await expect.poll(() => target.sockets.size, { interval: 10, timeout: 1_500 }).toBe(0);
  });
  it('does not take unasked bytes for the answer to the next request', async () => {
    const target = await server((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhiHTTP/1.1 200 EVIL\r\nContent-Length: 0\r\n\r\n'));
    const session = transport();
    for (let turn = 0; turn < 3; turn += 1) {
      const { response } = await outcome(session, wireRequest(target.url));
      expect([response?.reason, response?.body.toString()]).toEqual(['OK', 'hi']);
    }
  });
  it('R29 closing frees the connections and leaves the transport usable', async () => {
    const target = await server(ok);
    const session = transport();
    await outcome(session, wireRequest(target.url));
    await session.close();
    await expect.poll(() => target.sockets.size, { interval: 5 }).toBe(0);
    expect((await outcome(session, wireRequest(target.url))).response?.status).toBe(200);
  });
  it('does not keep the process alive', async () => {
    const target = await server(ok);
    const script = `import { createTransport } from '@/lib/engine/transport';
      const limits = ${JSON.stringify({ urlBytes: 999, requestHeaderBytes: 999, requestBodyBytes: 9, responseHeaderBytes: 999, responseWireBytes: 999, responseBodyBytes: 999, connectMs: 999, readMs: 999, totalMs: 9999 })};
      const t = createTransport({ allowPrivate: true, allow: [], deny: [], self: [] });
      const signal = new AbortController().signal;
      t.send({ method: 'GET', url: '${target.url}', headers: [], body: null, connectMs: 999, readMs: 999, verify: true, cert: null, signal }, limits, () => undefined)
        .then((r) => console.log(r.status, performance.now()));`;
    const child = spawn(process.execPath, ['--import', 'tsx', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = 0;
    child.stdout.on('data', () => (printed = performance.now()));
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(performance.now() - printed).toBeLessThan(1_000);
  });
});

describe('progress', () => {
  it('tells phases, the response and the bytes in order', async () => {
    const target = await server(ok);
    const told: string[] = [];
    await transport().send(wireRequest(target.url), LIMITS, (progress) => told.push(progress.type === 'phase' ? progress.phase : progress.type));
    expect(told).toEqual(['connect', 'send', 'wait', 'response', 'receive', 'bytes']);
  });
});
