import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTransport } from '@/lib/engine/transport';
import { rawServer, type Script } from '../support/raw-server';
import { OK, endless, expectFailure, meet, open, says, saysAndStays } from './fault-bench';
import { OPEN, outcome, wireRequest } from './wire-support';

describe('faults before the headers', () => {
  it('fault 1: port closed', async () => {
    const listener = net.createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as net.AddressInfo;
    listener.close();
    const { failure } = await outcome(createTransport(OPEN), wireRequest(`http://127.0.0.1:${port}/`));
    expect(failure?.code).toBe('connection_error');
    expect(failure?.details.reason).toBe('refused');
    expect(failure?.message).toBe(
      `Nothing listens on 127.0.0.1:${port} (connection refused). Check the port, or start the server.`,
    );
  });
  it('fault 2: accept then close', async () => {
    const target = await rawServer(() => undefined, { onConnection: (socket) => socket.destroy() });
    open.push(target);
    const { failure } = await outcome(createTransport(OPEN), wireRequest(target.url));
    expect(failure?.code).toBe('connection_error');
    expect(failure?.details.reason).toMatch(/closed_early|reset/);
  });
  it('fault 3: reset before the response', async () =>
    expectFailure(await meet((socket) => socket.resetAndDestroy()), 'connection_error', 'reset'));
  it('fault 4: closed without a byte', async () =>
    expectFailure(await meet((socket) => socket.end()), 'connection_error', 'closed_early'));
  it.each(['H', 'HTTP/1.1', 'HTTP/1.1 20', OK.slice(0, -1)])(
    'fault 5: half a status line: %j',
    async (half) => expectFailure(await meet(says(half)), 'connection_error', 'closed_early'),
  );
  it.each([`${OK}Content-`, `${OK}Content-Length: 5\r\n`, `${OK}Content-Length: 5`])(
    'fault 6: half the headers: %j',
    async (half) => expectFailure(await meet(says(half)), 'connection_error', 'closed_early'),
  );
  it.each([
    'SSH-2.0-OpenSSH_9.6\r\n',
    'hello\n',
    '<html></html>',
    '220 smtp ready\r\n',
    '\0\0\0',
    'HTTP',
    'HTTX/1.1 200 OK\r\n\r\n',
    'HTTP/2.0 200 OK\r\n\r\n',
    'HTTP/1.1 abc\r\n\r\n',
    'HTTP/1.1 099 Early\r\n\r\n',
    'HTTP/1.1 000 Nothing\r\n\r\n',
    'HTTP/1.1 2000 OK\r\n\r\n',
    'HTTP/1.1  200 OK\r\n\r\n',
  ])('fault 18: no HTTP/1.1: %j', async (text) => {
    const fault = await meet(text === 'HTTP' ? says(`${text}\r\n\r\n`) : saysAndStays(text));
    expectFailure(fault, 'protocol_error');
  });
  it('fault 22: one header of 33 KiB', async () =>
    expectFailure(await meet(says(`${OK}X: ${'a'.repeat(33 * 1024)}\r\n\r\n`)), 'headers_too_large'));
  it('fault 23: endless headers', async () =>
    expectFailure(await meet(endless(OK, 'X-Again: and again\r\n'.repeat(100))), 'headers_too_large'));
  it('fault 23: endless tiny headers', async () =>
    expectFailure(await meet(endless(OK, 'a:\r\n'.repeat(500))), 'headers_too_large'));
  it('fault 24: endless reason phrase', async () =>
    expectFailure(await meet(endless('HTTP/1.1 200 ', 'a'.repeat(10_000))), 'response_too_large'));
  it('fault 25: endless line ends before the status line', async () =>
    expectFailure(await meet(endless('', '\r\n'.repeat(5_000))), 'response_too_large'));
  it('fault 26: headers never come', async () =>
    expectFailure(await meet(() => undefined, { readMs: 100 }), 'read_timeout'));
  it('fault 26: a drip that never ends meets the total deadline', async () => {
    const drip: Script = (socket) => {
      socket.write(OK);
      const timer = setInterval(() => socket.write('a'), 20);
      socket.on('close', () => clearInterval(timer));
    };
    expectFailure(await meet(drip, { readMs: 200 }, { totalMs: 400 }), 'total_timeout');
  });
  it('fault 27: endless 103', async () =>
    expectFailure(
      await meet(endless('', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(10))),
      'protocol_error',
      'endless_1xx',
    ));
  it.each([
    'HTTP/1.1 100 Continue\r\n\r\n',
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
  ])('fault 28: unsolicited %j', async (interim) =>
    expectFailure(await meet(saysAndStays(`${interim}${OK}Content-Length: 2\r\n\r\nhi`)), 'protocol_error'),
  );
});

describe('cancelling', () => {
  it.each([
    ['before the headers', ''],
    ['in the headers', OK],
    ['in the body', `${OK}Content-Length: 9\r\n\r\nabc`],
  ])('fault 74: frees the socket at once %s', async (_when, sent) => {
    const target = await rawServer(saysAndStays(sent));
    const transport = createTransport(OPEN);
    open.push(transport, target);
    const cancel = new AbortController();
    const ending = outcome(transport, wireRequest(target.url, { signal: cancel.signal }));
    await expect.poll(() => target.received[0]?.length ?? 0, { interval: 5 }).toBeGreaterThan(0);
    await wait(20);
    cancel.abort();
    expect((await ending).failure?.code).toBe('cancelled');
    await expect.poll(() => target.sockets.size, { interval: 5 }).toBe(0);
  });
  it('fault 74: an aborted signal sends nothing', async () => {
    const target = await rawServer(says(OK));
    open.push(target);
    const { failure } = await outcome(
      createTransport(OPEN),
      wireRequest(target.url, { signal: AbortSignal.abort() }),
    );
    expect(failure?.code).toBe('cancelled');
    expect(target.received.length).toBe(0);
  });
});
