import zlib from 'node:zlib';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { decodeBody } from '@/lib/engine/decode';
import { type Script } from '../support/raw-server';
import { OK, endless, expectFailure, meet, says, saysAndStays } from './fault-bench';
import { LIMITS } from './wire-support';

describe('faults in the body', () => {
  it('fault 7: reset in the body keeps what came', async () => {
    const fault = await meet((socket) => {
      socket.write(`${OK}Content-Length: 500\r\nSet-Cookie: a=1\r\n\r\npart`);
      setTimeout(() => socket.resetAndDestroy(), 30);
    });
    expectFailure(fault, 'connection_error', 'reset');
    expect(fault.response?.body.toString()).toBe('part');
    expect(fault.response?.headers).toContainEqual(['Set-Cookie', 'a=1']);
  });
  it('fault 7: reset in a body that has no length', async () => {
    const fault = await meet((socket) => {
      socket.write(`${OK}\r\npart`);
      setTimeout(() => socket.resetAndDestroy(), 30);
    });
    expectFailure(fault, 'connection_error', 'reset');
    expect(fault.response?.body.toString()).toBe('part');
  });
  it('fault 8: Content-Length too long', async () => {
    const fault = await meet(says(`${OK}Content-Length: 500\r\n\r\npart`));
    expectFailure(fault, 'connection_error', 'length_mismatch');
    expect(fault.response?.body.toString()).toBe('part');
  });
  it('fault 8: Content-Length too long, from a server that closes anyway', async () => {
    const fault = await meet(says(`${OK}Connection: close\r\nContent-Length: 500\r\n\r\npart`));
    expectFailure(fault, 'connection_error', 'length_mismatch');
    expect(fault.response?.body.toString()).toBe('part');
  });
  it('fault 30: the body stalls', async () => {
    const fault = await meet(saysAndStays(`${OK}Content-Length: 500\r\n\r\npart`), { readMs: 100 });
    expectFailure(fault, 'read_timeout');
    expect(fault.response?.body.toString()).toBe('part');
  });
  it('R146 silences shorter than the read timeout add up to more than it', async () => {
    const slow: Script = (socket) =>
      void (async () => {
        socket.write(`${OK}Content-Length: 6\r\n\r\n`);
        for (const byte of 'slowly'.slice(0, 6)) {
          await wait(150);
          socket.write(byte);
        }
      })();
    const { response, failure } = await meet(slow, { readMs: 700 });
    expect(failure).toBeNull();
    expect(response?.body.toString()).toBe('slowly');
  });
  it('fault 31: infinite body', async () => {
    const fault = await meet(endless(`${OK}\r\n`, 'b'.repeat(50_000)), {}, { responseWireBytes: 200_000 });
    expectFailure(fault, 'response_too_large');
    expect(fault.response?.body.length).toBe(200_000);
  });
  it('fault 31: infinite chunks of one byte', async () => {
    const fault = await meet(
      endless(`${OK}Transfer-Encoding: chunked\r\n\r\n`, '1\r\na\r\n'.repeat(2_000)),
      {},
      { responseWireBytes: 50_000 },
    );
    expectFailure(fault, 'response_too_large');
    expect(fault.response?.body.length).toBe(50_000);
  });
  it('fault 32: Content-Length of 10 GB', async () => {
    const fault = await meet(saysAndStays(`${OK}Content-Length: 10737418240\r\n\r\nfirst`));
    expectFailure(fault, 'response_too_large');
    expect(fault.response?.status).toBe(200);
  });
});

describe('faults of the coding', () => {
  const gzipped = zlib.gzipSync(
    Buffer.from(Array.from({ length: 5_000 }, (_, line) => `line ${line * 7919}\n`).join('')),
  );
  const serve =
    (body: Buffer): Script =>
    (socket) => {
      socket.write(`${OK}Content-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`);
      socket.write(body);
    };
  const decoded = async (body: Buffer): ReturnType<typeof decodeBody> => {
    const { response } = await meet(serve(body));
    if (!response) throw new Error('no response');
    return decodeBody(response.headers, response.body, LIMITS);
  };
  it('fault 36: not gzip though declared', async () => {
    const { body, failure } = await decoded(Buffer.from('plain text'));
    expect([Buffer.from(body).toString(), failure?.code]).toEqual(['plain text', 'content_decoding_error']);
  });
  it('fault 37: truncated gzip', async () => {
    const { body, failure } = await decoded(gzipped.subarray(0, -20));
    expect(failure?.code).toBe('content_decoding_error');
    expect(Buffer.from(body).toString()).toMatch(/^line 0\nline 7919\n/);
  });
  it('fault 40: gzip bomb', async () => {
    const { body, failure } = await decoded(zlib.gzipSync(Buffer.alloc(20 * 1024 * 1024)));
    expect([body.length, failure?.code]).toEqual([LIMITS.responseBodyBytes, 'response_too_large']);
  });
});
