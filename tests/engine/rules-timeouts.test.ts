import { describe, expect, it } from 'vitest';
import { createTransport } from '@/lib/engine/transport';
import { RequestSpec } from '@/lib/model/request-spec';
import { rawServer } from '../support/raw-server';
import { closing, session, target } from './session-under-test';
import { OPEN } from './wire-support';

describe('timeouts', () => {
  /** Never answers; what the failure says tells which limit it was. */
  const waited = async (timeout: unknown): Promise<string> => {
    const silent = await target(() => undefined);
    const spec = RequestSpec.parse({ url: silent.url, timeout });
    const failure = await session().failure(spec, { limits: { readMs: 450 } });
    expect(failure.code).toBe('read_timeout');
    return failure.message;
  };
  /** A resolver that never answers keeps the connection from being made. */
  const connecting = async (timeout: unknown): Promise<string> => {
    const transport = closing(createTransport(OPEN, { resolve: () => new Promise(() => undefined) }));
    const spec = RequestSpec.parse({ url: 'http://name.test/', timeout });
    const failure = await session().failure(spec, { transport, limits: { connectMs: 120 } });
    expect(failure.code).toBe('connect_timeout');
    return failure.message;
  };

  it('R145 departs: null and anything over it is the server’s ceiling; a number is both, a pair is each', async () => {
    expect(await waited(0.4)).toContain('400 ms');
    expect(await waited({ connect: 0.9, read: 0.06 })).toContain('60 ms');
    expect(await connecting(0.05)).toContain('50 ms');
    expect(await connecting({ connect: 0.04, read: 0.06 })).toContain('40 ms');
    for (const most of [null, 3600, { connect: null, read: null }]) {
      expect(await waited(most)).toContain('450 ms');
      expect(await connecting(most)).toContain('120 ms');
    }
  });
  it.each([0, -1, true, '1', [1, 2], { connect: 0 }, { total: 1 }])('R147 %j is refused', (timeout) => {
    expect(RequestSpec.safeParse({ url: 'http://h.test/', timeout }).success).toBe(false);
  });
  it('R148 departs: a body that falls silent is a read_timeout too, and its part is kept', async () => {
    const stalls = closing(
      await rawServer((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npart')),
    );
    const { record, body } = await session().send({ url: stalls.url, timeout: { read: 0.08 } });
    expect(record.error?.code).toBe('read_timeout');
    expect([record.response?.status, Buffer.from(body).toString()]).toEqual([200, 'part']);
  });
});
