import { describe, expect, it } from 'vitest';
import { echo, session, target } from './session-under-test';

const nowhere = 'http://127.0.0.1:9/';

describe('what is refused before a byte is sent (R168)', () => {
  it.each([
    ['R31', '', 'v'],
    ['R31', ' a', 'v'],
    ['R31', 'a:b', 'v'],
    ['R31', 'a\r\nb', 'v'],
    ['departs from R31', 'a b', 'v'],
    ['R32', 'X', ' v'],
    ['R32', 'X', '\tv'],
    ['R32', 'X', 'v\r\nY: 1'],
    ['R32', 'X', 'v\nY: 1'],
    ['R32', 'X', 'a\0b'],
    ['R34', 'X', 'v€'],
  ])('%s header %j: %j', async (_, name, value) => {
    const failure = await session().failure({ url: nowhere, headers: [[name, value]] });
    expect(failure).toMatchObject({ code: 'invalid_header', field: 'headers', hop: 0 });
    expect(failure.message).toContain(JSON.stringify(name).slice(1, -1));
  });

  it('R32 an empty value and latin-1 are fine', async () => {
    const server = await target(echo);
    await session().get(server.url, {
      headers: [
        ['X-Empty', ''],
        ['X-Latin', 'é\tü'],
      ],
    });
    expect(server.requests[0]?.header('x-empty')).toBe('');
    expect(server.requests[0]?.header('x-latin')).toBe('é\tü');
  });

  it('never shows a header’s value in its message', async () => {
    const failure = await session().failure({
      url: nowhere,
      headers: [['Authorization', 'Bearer s3cret\n']],
    });
    expect(failure.message).not.toContain('s3cret');
  });

  it.each(['GET /x HTTP/1.1\r\nX: ', 'a b', 'é'])('R22 the method %j', async (method) => {
    expect(await session().failure({ url: nowhere, method })).toMatchObject({
      code: 'invalid_header',
      field: 'method',
    });
  });

  it('R22 upper-cases any token', async () => {
    const server = await target(echo);
    await session().get(server.url, { method: 'propfind' });
    expect(server.requests[0]?.method).toBe('PROPFIND');
  });

  it('a URL or headers over the limit', async () => {
    const limits = { urlBytes: 100, requestHeaderBytes: 300 };
    const long = await session().failure({ url: nowhere + 'x'.repeat(100) }, { limits });
    expect(long).toMatchObject({ code: 'invalid_url', field: 'url' });
    const wide = await session().failure({ url: nowhere, headers: [['X', 'x'.repeat(300)]] }, { limits });
    expect(wide).toMatchObject({ code: 'invalid_header', field: 'headers' });
  });

  it('leaves the record of what was asked, with no response', async () => {
    const { record, body, jar } = await session().send({ url: 'nowhere', method: 'PUT' });
    expect(record).toMatchObject({
      request: { method: 'PUT', url: 'nowhere', headers: [], body: { size: 0 } },
      response: null,
      history: [],
      error: { code: 'missing_schema', field: 'url', hop: 0 },
    });
    expect([body.length, jar]).toEqual([0, { put: [], remove: [] }]);
  });
});
