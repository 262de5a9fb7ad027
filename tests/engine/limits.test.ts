import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LIMITS, limitsDocument, LimitsInput } from '@/lib/model/limits';
import { SequenceInput } from '@/lib/model/sequence';
import { createTransport } from '@/lib/engine/transport';
import { OK, expectFailure, meet, says } from './fault-bench';
import { OPEN, outcome, wireRequest } from './wire-support';
import { session, target } from './session-under-test';

describe('the value of all limits', () => {
  it('is as docs/limits.md says: npm run limits', () => {
    expect(readFileSync('docs/limits.md', 'utf8')).toBe(limitsDocument());
  });
  it('has no limit beyond its hard ceiling, and none can be set beyond it', () => {
    for (const [name, { usual, most }] of Object.entries(LIMITS)) {
      expect(usual).toBeLessThanOrEqual(most);
      expect(LimitsInput.parse({ [name]: most })).toEqual({ [name]: most });
      for (const wrong of [most + 1, -1, 0.5, '1', null])
        expect(LimitsInput.safeParse({ [name]: wrong }).success).toBe(false);
    }
  });
  it('has a ceiling for steps that a sequence can have', () => {
    const steps = (count: number) =>
      Array.from({ length: count }, () => ({ name: 'a', request: { url: 'http://a.example/' } }));
    const may = (count: number) => SequenceInput.safeParse({ name: 'S', steps: steps(count) }).success;
    expect([may(LIMITS.steps.most), may(LIMITS.steps.most + 1)]).toEqual([true, false]);
  });
  it('holds no time that a timer cannot count', () => {
    for (const { unit, most } of Object.values(LIMITS)) if (unit === 'ms') expect(most).toBeLessThan(2 ** 31);
  });
});

describe('limits of what comes in', () => {
  it('counts header lines', async () => {
    const lines = (many: number) => says(`${OK}${'A: 1\r\n'.repeat(many - 1)}Content-Length: 0\r\n\r\n`);
    expectFailure(await meet(lines(11), {}, { responseHeaderLines: 10 }), 'headers_too_large');
    expect((await meet(lines(10), {}, { responseHeaderLines: 10 })).failure).toBeNull();
  });
  it('counts interim responses', async () => {
    const hints = (many: number) =>
      says(`${'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(many)}${OK}Content-Length: 0\r\n\r\n`);
    expectFailure(await meet(hints(3), {}, { interimResponses: 2 }), 'protocol_error', 'endless_1xx');
    expect((await meet(hints(2), {}, { interimResponses: 2 })).failure).toBeNull();
  });
  it('counts content codings, and keeps the body as it came', async () => {
    const server = await target((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip, gzip, gzip' }).end('abc'),
    );
    const { record, body } = await session().send({ url: server.url }, { limits: { contentCodings: 2 } });
    expect(record.error).toMatchObject({ code: 'content_decoding_error', reason: 'too_many_codings' });
    expect([Buffer.from(body).toString(), record.response?.body.truncated]).toEqual(['abc', true]);
  });
});

describe('limits of time', () => {
  it('bounds the lookup of a name apart from connecting', async () => {
    const transport = createTransport(OPEN, { resolve: () => new Promise(() => undefined) });
    const { failure } = await outcome(transport, wireRequest('http://slow.example.org/'), { dnsMs: 30 });
    expect([failure?.code, failure?.details.reason]).toEqual(['dns_error', 'timeout']);
  });
  it('bounds the wait for the first byte apart from silences', async () => {
    const fault = await meet(() => undefined, {}, { firstByteMs: 30 });
    expectFailure(fault, 'read_timeout', 'first_byte');
    const late = await meet(
      (socket) => {
        socket.write(OK);
        setTimeout(() => socket.end('Content-Length: 2\r\n\r\nhi'), 60);
      },
      {},
      { firstByteMs: 40 },
    );
    expect(late.failure).toBeNull();
  });
});
