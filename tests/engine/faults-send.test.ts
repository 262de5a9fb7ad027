import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { SendLimits, SendResult } from '@/lib/engine/contract';
import type { RequestSpecInput } from '@/lib/model/request-spec';
import { rawServer, type RawServer, type Script } from '../support/raw-server';
import { closing, session, type TestSession } from './session-under-test';

const OK = 'HTTP/1.1 200 OK\r\nSet-Cookie: seen=1\r\n';

/** A session that holds a cookie meets a fault, then sends an ordinary request. */
async function meet(
  script: Script,
  spec: Partial<RequestSpecInput> = {},
  limits: Partial<SendLimits> = {},
): Promise<{ result: SendResult; me: TestSession; target: RawServer }> {
  let calm = false;
  const target = closing(
    await rawServer((socket, seen) =>
      calm ? socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ncalm') : script(socket, seen),
    ),
  );
  const me = session();
  const result = await me.send({ url: target.url, ...spec }, { limits });
  calm = true;
  expect(Buffer.from((await me.get(target.url)).body).toString()).toBe('calm');
  return { result, me, target };
}
const names = (me: TestSession): string[] => me.cookies.map(({ name }) => name);

describe('faults through a whole send', () => {
  it('fault 7: a reset in the body keeps status, headers, what came, and the cookie', async () => {
    const { result, me, target } = await meet((socket) => {
      socket.write(`${OK}Content-Length: 500\r\n\r\npart`);
      setTimeout(() => socket.resetAndDestroy(), 30);
    });
    expect(result.record.error).toMatchObject({ code: 'connection_error', reason: 'reset', hop: 0 });
    expect(result.record.response).toMatchObject({ status: 200, body: { size: 4 } });
    expect(Buffer.from(result.body).toString()).toBe('part');
    expect(names(me)).toEqual(['seen']);
    expect(target.received.at(-1)?.toString()).toContain('Cookie: seen=1');
  });
  it('fault 4: no answer leaves the jar as it was', async () => {
    const { result, me } = await meet((socket) => socket.end());
    expect(result.record).toMatchObject({
      response: null,
      error: { code: 'connection_error', reason: 'closed_early' },
    });
    expect(names(me)).toEqual([]);
  });
  it('fault 30: a stalled body is a read timeout that keeps the part', async () => {
    const stall: Script = (socket) => socket.write(`${OK}Content-Length: 500\r\n\r\npart`);
    const { result } = await meet(stall, { timeout: 0.1 });
    expect(result.record.error?.code).toBe('read_timeout');
    expect(result.record.response?.body.size).toBe(4);
  });
  it('fault 36: what is not gzip is kept raw', async () => {
    const { result } = await meet((socket) =>
      socket.write(`${OK}Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain`),
    );
    expect(result.record.error?.code).toBe('content_decoding_error');
    expect(Buffer.from(result.body).toString()).toBe('plain');
  });
  it('fault 40: a bomb stops at the limit', async () => {
    const bomb = zlib.gzipSync(Buffer.alloc(8 * 1024 * 1024));
    const { result } = await meet(
      (socket) => {
        socket.write(`${OK}Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`);
        socket.write(bomb);
      },
      {},
      { responseBodyBytes: 100_000 },
    );
    expect(result.record.error?.code).toBe('response_too_large');
    expect(result.body.length).toBe(100_000);
  });
  it('fault 10: smuggling is named', async () => {
    const { result } = await meet((socket) =>
      socket.end(`${OK}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`),
    );
    expect(result.record.error).toMatchObject({ code: 'protocol_error', reason: 'smuggling' });
  });
  it('fault 26: a drip meets the total deadline', async () => {
    const drip: Script = (socket) => {
      const timer = setInterval(() => socket.write('a'), 20);
      socket.write('HTTP/1.1 200 ');
      socket.on('close', () => clearInterval(timer));
    };
    const { result } = await meet(drip, {}, { totalMs: 300 });
    expect(result.record.error?.code).toBe('total_timeout');
  });
});
