import { afterEach, describe, expect, it } from 'vitest';
import { createTransport } from '@/lib/engine/transport';
import { rawServer, type RawServer, type Script } from '../support/raw-server';
import { OPEN, outcome, wireRequest } from './wire-support';

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
