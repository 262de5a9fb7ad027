import { once } from 'node:events';
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { WireRequest } from '@/lib/engine/contract';
import { createTransport } from '@/lib/engine/transport';
import { CLIENT, EXPIRED, GOOD, SELF_SIGNED, TEST_CA, WRONG_HOST } from '../support/certificates';
import { rawServer, type Script } from '../support/raw-server';
import { OPEN, outcome, wireRequest } from './wire-support';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
const trusting: Partial<WireRequest> = { verify: { ca: TEST_CA } };
const ok: Script = (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi');

async function ask(
  tls: Parameters<typeof rawServer>[1] & object,
  changes: Partial<WireRequest> = {},
): ReturnType<typeof outcome> {
  const target = await rawServer(ok, tls);
  const transport = createTransport(OPEN);
  open.push(transport, target);
  return outcome(transport, wireRequest(target.url, changes));
}

describe('R142 what TLS checks', () => {
  it('trusts the authorities given as PEM', async () => {
    const { response, failure } = await ask({ tls: GOOD }, trusting);
    expect(failure).toBeNull();
    expect(response?.tls?.protocol).toBe('TLSv1.3');
    expect(response?.tls?.certificate?.altNames).toBe('IP Address:127.0.0.1, DNS:localhost');
    expect(response?.timings.tlsMs).toBeGreaterThan(0);
  });
  it('checks nothing with verify: false', async () => {
    expect((await ask({ tls: EXPIRED }, { verify: false })).response?.status).toBe(200);
  });
  it.each([
    ['self_signed', SELF_SIGNED, {}],
    ['untrusted', GOOD, {}],
    ['untrusted', GOOD, { verify: { ca: SELF_SIGNED.cert } }],
    ['expired', EXPIRED, trusting],
    ['wrong_host', WRONG_HOST, trusting],
  ] as const)('fault 44: tells %s', async (reason, tls, changes) => {
    const { failure } = await ask({ tls }, changes);
    expect([failure?.code, failure?.details.reason]).toEqual(['tls_error', reason]);
    expect(failure?.message).toContain('127.0.0.1');
  });
  it('fault 44: refuses TLS 1.1', async () => {
    const { failure } = await ask(
      { tls: { ...GOOD, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } },
      trusting,
    );
    expect([failure?.code, failure?.details.reason]).toEqual(['tls_error', 'protocol']);
  });
  it('R28 verify: false does not weaken a later request to the same origin', async () => {
    const target = await rawServer(ok, { tls: SELF_SIGNED });
    const transport = createTransport(OPEN);
    open.push(transport, target);
    expect((await outcome(transport, wireRequest(target.url, { verify: false }))).response?.status).toBe(200);
    expect((await outcome(transport, wireRequest(target.url))).failure?.details.reason).toBe('self_signed');
    expect(
      (await outcome(transport, wireRequest(target.url, { verify: { ca: SELF_SIGNED.cert } }))).response
        ?.status,
    ).toBe(200);
    expect(
      (await outcome(transport, wireRequest(target.url, { verify: false }))).response?.timings.tlsMs,
    ).toBeNull();
  });
  it('R144 ignores verify and cert on http', async () => {
    const target = await rawServer(ok);
    const transport = createTransport(OPEN);
    open.push(transport, target);
    expect(
      (
        await outcome(
          transport,
          wireRequest(target.url, { verify: { ca: 'x' }, cert: { cert: 'x', key: 'x' } }),
        )
      ).response?.status,
    ).toBe(200);
  });
});

describe('R143 client certificates', () => {
  const demanding = { tls: { ...GOOD, requestCert: true, rejectUnauthorized: true, ca: TEST_CA } };
  it('presents one', async () => {
    expect((await ask(demanding, { ...trusting, cert: CLIENT })).response?.status).toBe(200);
  });
  it('fails without one where it is demanded', async () => {
    expect((await ask(demanding, trusting)).failure?.code).toMatch(/tls_error|connection_error/);
  });
  it('tells that the PEM is not readable, before anything is dialled', async () => {
    const { failure } = await ask(demanding, { ...trusting, cert: { cert: 'no', key: 'pem' } });
    expect([failure?.code, failure?.details.reason, failure?.details.field]).toEqual([
      'tls_error',
      'bad_pem',
      'cert',
    ]);
  });
});

describe('authorities', () => {
  it.each(['', 'x', '-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----'])(
    'R143 %j as verify is refused before anything is sent',
    async (ca) => {
      const { failure } = await ask({ tls: GOOD }, { verify: { ca } });
      expect([failure?.code, failure?.details.reason, failure?.details.field]).toEqual([
        'tls_error',
        'bad_pem',
        'verify',
      ]);
    },
  );
});

describe('TLS that does not come about', () => {
  it('fault 42: a plain server on a https URL', async () => {
    const target = await rawServer(ok, {
      onConnection: (socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'),
    });
    const transport = createTransport(OPEN);
    open.push(transport, target);
    const { failure } = await outcome(transport, wireRequest(target.url.replace('http:', 'https:')));
    expect([failure?.code, failure?.details.reason]).toEqual(['tls_error', 'protocol']);
    expect(failure?.message).toMatch(/answered without TLS.*http:\/\//);
  });
  it('fault 42: a server that closes on the handshake', async () => {
    const target = await rawServer(ok, { onConnection: (socket) => socket.end() });
    const transport = createTransport(OPEN);
    open.push(transport, target);
    expect((await outcome(transport, wireRequest(target.url.replace('http:', 'https:')))).failure?.code).toBe(
      'tls_error',
    );
  });
  it('fault 42: a TLS server on a http URL names https', async () => {
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined);
      socket.resume().end(Buffer.from('15030100020246', 'hex'));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    open.push({ close: () => new Promise((resolve) => server.close(() => resolve())) });
    const { failure } = await outcome(
      createTransport(OPEN),
      wireRequest(`http://127.0.0.1:${(server.address() as net.AddressInfo).port}/`),
    );
    expect(failure?.code).toBe('protocol_error');
    expect(failure?.message).toContain('https://');
  });
  it('fault 43: a handshake that stalls ends with the connect timeout and frees the socket', async () => {
    const target = await rawServer(ok);
    const transport = createTransport(OPEN);
    open.push(transport, target);
    const { failure } = await outcome(
      transport,
      wireRequest(target.url.replace('http:', 'https:'), { connectMs: 100 }),
    );
    expect(failure?.code).toBe('connect_timeout');
    await expect.poll(() => target.sockets.size, { interval: 5 }).toBe(0);
  });
});
