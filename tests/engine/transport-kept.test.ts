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
const ok: Script = (socket, { head }) =>
  socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n${head.startsWith('HEAD') ? '' : 'hi'}`);

describe('R27 kept connections', () => {
  it('opens a second connection only for a concurrent send', async () => {
    const target = await server(
      (socket) => void setTimeout(() => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'), 20),
    );
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
    const closing = await server((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi'),
    );
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
  it.each(['GET', 'PUT', 'DELETE'])(
    'sends %s once more when the kept connection was closed under it',
    async (method) => {
      const target = await server((socket, { connection, request }) =>
        connection === 0 && request === 1
          ? socket.destroy()
          : socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'),
      );
      const session = transport();
      await outcome(session, wireRequest(target.url));
      expect((await outcome(session, wireRequest(target.url, { method }))).response?.status).toBe(200);
      expect(target.received.length).toBe(2);
    },
  );
  it('never sends a POST twice', async () => {
    const target = await server((socket, { request }) =>
      request === 1 ? socket.destroy() : socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'),
    );
    const session = transport();
    await outcome(session, wireRequest(target.url));
    const { failure } = await outcome(
      session,
      wireRequest(target.url, { method: 'POST', body: Buffer.from('pay') }),
    );
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
  it("heeds the server's Keep-Alive: timeout", async () => {
    const target = await server((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\nContent-Length: 2\r\n\r\nhi'),
    );
    await outcome(transport(), wireRequest(target.url));
    await expect.poll(() => target.sockets.size, { interval: 10, timeout: 1_500 }).toBe(0);
  });
  it('does not take unasked bytes for the answer to the next request', async () => {
    const target = await server((socket) =>
      socket.write(
        'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhiHTTP/1.1 200 EVIL\r\nContent-Length: 0\r\n\r\n',
      ),
    );
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
    const target = await server((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nKeep-Alive: timeout=60\r\nContent-Length: 2\r\n\r\nhi'),
    );
    const script = `import { createTransport } from '@/lib/engine/transport';
      const limits = ${JSON.stringify(LIMITS)};
      const t = createTransport({ allowPrivate: true, allow: [], deny: [], self: [] });
      const signal = new AbortController().signal;
      t.send({ method: 'GET', url: '${target.url}', headers: [], body: null, connectMs: 999, readMs: 999, verify: true, cert: null, signal }, limits, () => undefined)
        .then((r) => console.log(r.status, performance.now()));`;
    const child = spawn(process.execPath, ['--import', 'tsx', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = 0;
    child.stdout.on('data', () => (printed = performance.now()));
    const code: unknown = (await once(child, 'exit'))[0];
    expect(code).toBe(0);
    expect(performance.now() - printed).toBeLessThan(15_000);
  }, 40_000);
});
