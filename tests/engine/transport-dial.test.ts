import { once } from 'node:events';
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { EgressPolicy } from '@/lib/engine/contract';
import { createTransport } from '@/lib/engine/transport';
import { rawServer, type RawServer, type Script } from '../support/raw-server';
import { OPEN, outcome, wireRequest } from './wire-support';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
const ok: Script = (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi');
const CLOSED: EgressPolicy = { ...OPEN, allowPrivate: false };

async function server(script: Script = ok): Promise<RawServer> {
  const target = await rawServer(script);
  open.push(target);
  return target;
}
/** A transport whose names resolve as scripted: one list of addresses per look-up, the last for all that follow. */
function resolving(
  policy: EgressPolicy,
  ...answers: string[][]
): ReturnType<typeof createTransport> & { asked: string[] } {
  const asked: string[] = [];
  const transport = createTransport(policy, {
    resolve: async (host) => {
      const found = answers[Math.min(asked.push(host), answers.length) - 1] ?? [];
      return found.map((address) => ({ address, family: net.isIP(address) }));
    },
  });
  open.push(transport);
  return Object.assign(transport, { asked });
}

describe('dialling', () => {
  it('resolves a name once and tells how long each phase took', async () => {
    const target = await server();
    const transport = resolving(OPEN, ['127.0.0.1']);
    const { response } = await outcome(transport, wireRequest(`http://name.example:${target.port}/`));
    expect(transport.asked).toEqual(['name.example']);
    expect(response?.timings.dnsMs).toBeGreaterThanOrEqual(0);
    expect(response?.timings.connectMs).toBeGreaterThan(0);
    expect(response?.timings.tlsMs).toBeNull();
    expect(response?.timings.totalMs).toBeGreaterThan(0);
    const again = await outcome(transport, wireRequest(`http://name.example:${target.port}/`));
    expect([again.response?.timings.dnsMs, again.response?.timings.connectMs]).toEqual([null, null]);
    expect(transport.asked.length).toBe(1);
  });
  it('tries the next address when one refuses', async () => {
    const target = await server();
    const { response } = await outcome(
      resolving(OPEN, ['127.0.0.2', '127.0.0.3', '127.0.0.1']),
      wireRequest(`http://name.example:${target.port}/`),
    );
    expect(response?.status).toBe(200);
  });
  it('tells that a name has no address', async () => {
    const { failure } = await outcome(resolving(OPEN, []), wireRequest('http://name.example/'));
    expect([failure?.code, failure?.details.reason]).toEqual(['dns_error', 'not_found']);
  });
  it('tells that a resolver does not answer in time', async () => {
    const transport = createTransport(OPEN, { resolve: () => new Promise(() => undefined) });
    const { failure } = await outcome(transport, wireRequest('http://name.example/', { connectMs: 50 }));
    expect(failure?.code).toBe('connect_timeout');
  });
  it('measures a connect timeout in milliseconds', async () => {
    // A listener whose backlog is full takes no further connection.
    const full = net.createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 });
    await once(full, 'listening');
    const { port } = full.address() as net.AddressInfo;
    const { failure } = await outcome(
      createTransport(OPEN, { resolve: () => new Promise(() => undefined) }),
      wireRequest(`http://stuck.example:${port}/`, { connectMs: 130 }),
    );
    expect(failure?.code).toBe('connect_timeout');
    expect(failure?.message).toContain('130 ms');
    full.close();
  });
});

describe('the guard at the dial', () => {
  it.each([
    ['127.0.0.1'],
    ['93.184.215.14', '127.0.0.1'],
    ['::1', '93.184.215.14'],
    ['::ffff:127.0.0.1'],
    ['169.254.169.254'],
  ])('refuses a name that resolves to %s, %s', async (...addresses) => {
    const target = await server();
    const { failure } = await outcome(
      resolving(CLOSED, addresses),
      wireRequest(`http://name.example.org:${target.port}/`),
    );
    expect(failure?.code).toBe('blocked_address');
    expect(failure?.message).not.toContain(addresses[0]);
    expect(target.received.length).toBe(0);
  });
  it('fault 49: a resolver whose answer flips gets nothing through', async () => {
    const target = await server();
    const policy = { ...CLOSED, allow: ['127.0.0.1'] };
    const transport = resolving(policy, ['127.0.0.1'], ['127.0.0.2'], ['127.0.0.2']);
    const url = `http://flip.example.org:${target.port}/`;
    expect(
      (await outcome(transport, wireRequest(url, { headers: [['Connection', 'close']] }))).response?.status,
    ).toBe(200);
    for (let turn = 0; turn < 3; turn += 1)
      expect((await outcome(transport, wireRequest(url))).failure?.code).toBe('blocked_address');
    expect(target.received.length).toBe(1);
  });
  it.each([
    'http://2130706433:PORT/',
    'http://0x7f.1:PORT/',
    'http://127.1:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://localhost:PORT/',
    'http://127.0.0.1.:PORT/',
    'http://１２７.0.0.1:PORT/',
  ])('refuses the spelling %s', async (url) => {
    const target = await server();
    const { failure } = await outcome(
      createTransport(CLOSED),
      wireRequest(url.replace('PORT', String(target.port))),
    );
    expect(failure?.code).toBe('blocked_address');
    expect(target.received.length).toBe(0);
  });
  it.each([
    'http:127.0.0.1:PORT/',
    'http://a\\@127.0.0.1:PORT/',
    'http://127.0.0.1:PORT\\@example.org/',
    'http:///127.0.0.1:PORT/',
    'http://127.0.0.1\t:PORT/',
    ' http://127.0.0.1:PORT/',
  ])('refuses %j, which two parsers read differently', async (url) => {
    const target = await server();
    const { failure } = await outcome(
      resolving(OPEN, ['127.0.0.1']),
      wireRequest(url.replace('PORT', String(target.port))),
    );
    expect(failure?.code).toBe('invalid_url');
    expect(target.received.length).toBe(0);
  });
  it('keeps our own origin to /practice/, on a kept connection too', async () => {
    const target = await server();
    const transport = resolving({ ...OPEN, self: [{ host: 'localhost', port: target.port }] }, ['127.0.0.1']);
    for (const host of ['localhost', '127.0.0.1', 'lvh.example']) {
      const base = `http://${host}:${target.port}`;
      expect((await outcome(transport, wireRequest(`${base}/practice/cookies`))).response?.status).toBe(200);
      expect((await outcome(transport, wireRequest(`${base}/api/v1/sessions`))).failure?.code).toBe(
        'blocked_address',
      );
      expect((await outcome(transport, wireRequest(`${base}/practice/%2e%2e/api`))).failure?.code).toBe(
        'blocked_address',
      );
    }
    expect(Buffer.concat(target.received).toString()).not.toContain('api');
  });
});
