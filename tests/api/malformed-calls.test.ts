import { describe, expect, it } from 'vitest';
import { ApiClient, type Answer, type Problem } from '../support/api-client';
import { api, appUrl, stranger } from './shared-app';

function isProblem(answer: Answer, status: number, code: string): asserts answer is Answer<Problem> {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ status, code, type: 'about:blank' });
  expect((answer.body as Problem).detail).toMatch(/\S+ \S+/);
}

describe('malformed calls of the API', () => {
  it('a body that is not JSON is 400 invalid_json', async () => {
    isProblem(await api.call('POST', '/sessions', { body: '{"name": ' }), 400, 'invalid_json');
  });

  it('a field of the wrong type is 422 invalid_request that names it', async () => {
    const { id } = await api.session();
    const body = { url: 'http://127.0.0.1/', headers: [['X-A', 1]] };
    const answer = await api.call('POST', `/sessions/${id}/send`, { body });
    isProblem(answer, 422, 'invalid_request');
    expect(answer.body.errors?.map(({ path }) => path)).toEqual(['headers.0.1']);
    // R33: the message names the header
    expect(answer.body.detail).toBe('headers.0.1: “X-A”: Invalid input: expected string, received number');
    expect(await api.history(id)).toEqual([]);
  });

  it.each([0, -1, 'foo', [3, 4, 5], true, { connect: 0 }, { total: 3 }])(
    'R147 a timeout of %j is refused before anything is sent',
    async (timeout) => {
      const { id } = await api.session();
      const body = { url: 'http://127.0.0.1/', timeout };
      const answer = await api.call('POST', `/sessions/${id}/send`, { body });
      isProblem(answer, 422, 'invalid_request');
      expect(answer.body.errors?.[0]?.path).toMatch(/^timeout/);
      expect(await api.history(id)).toEqual([]);
    },
  );

  it.each([
    [{ headers: { 'X-A': '1' } }, 'headers: a list of [name, value] pairs'],
    [{ params: { a: '1' } }, 'params: a string, or a list of [name, value] pairs'],
    [{ cookies: [['a', '1']] }, 'cookies: an object: name → value'],
    [{ proxies: 'http://p' }, 'proxies: an object: scheme → URL of the proxy'],
    [
      { body: { type: 'multipart', parts: [{ name: 'f', filename: 'x', text: 'hi' }] } },
      'body.parts.0: a field {name, value}, or a file {name, filename?, contentType?, headers?: pairs, base64 or upload}',
    ],
  ])('%j is told what form it should have', async (wrong, detail) => {
    const { id } = await api.session();
    const body = { method: 'POST', url: 'http://127.0.0.1/', ...wrong };
    const answer = await api.call('POST', `/sessions/${id}/send`, { body });
    isProblem(answer, 422, 'invalid_request');
    expect(answer.body.detail).toBe(detail);
  });

  it('an integer that a double cannot hold is refused, not changed', async () => {
    const { id } = await api.session();
    const call = (value: string) =>
      api.call('POST', `/sessions/${id}/send`, {
        body: `{"url": "http://127.0.0.1:1/", "method": "POST", "body": {"type": "json", "value": ${value}}}`,
      });
    for (const value of [
      '12345678901234567890',
      '{"a": [-9007199254740993]}',
      '9007199254740993',
      '1'.repeat(400),
    ]) {
      const answer = await call(value);
      isProblem(answer, 422, 'invalid_request');
      expect(answer.body.detail).toContain('body.text');
    }
    const kept = [
      ...['9007199254740992', '10000000000000000000', '"12345678901234567890"', '0.12345678901234567890'],
      `"${'\\n'.repeat(8_000_000)}12345678901234567890"`,
      ...['12345678901234567890.5', '12345678901234567890e0', '"a\\"12345678901234567890"'],
    ];
    for (const value of kept) expect((await call(value)).status, value).toBe(200);
  });

  it('every field at fault is named, unknown ones too', async () => {
    const body = { maxRedirects: -1, verify: 'yes', colour: 'red' };
    const answer = await api.call('POST', '/sessions', { body });
    isProblem(answer, 422, 'invalid_request');
    expect(answer.body.errors?.map(({ path }) => path).sort()).toEqual(['', 'maxRedirects', 'verify']);
    expect(JSON.stringify(answer.body.errors)).toContain('colour');
  });

  it('a query that makes no sense is 422', async () => {
    for (const query of ['limit=0', 'limit=201', 'limit=many', 'cursor=made-up']) {
      const answer = await api.call('GET', `/sessions?${query}`);
      isProblem(answer, 422, 'invalid_request');
      expect(answer.body.errors?.map(({ path }) => path)).toEqual([query.split('=')[0]]);
    }
  });

  it.each([
    ['no token', null],
    ['a token that was never given out', 'pj_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['something else', 'admin'],
  ])('%s is 401 unauthorized', async (_, token) => {
    const answer = await new ApiClient(appUrl, token).call('GET', '/sessions');
    isProblem(answer, 401, 'unauthorized');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('a body is not read before the token', async () => {
    isProblem(await stranger.call('POST', '/sessions', { body: '{' }), 401, 'unauthorized');
  });

  it.each([
    ['GET', '/sessions/ID'],
    ['PATCH', '/sessions/ID'],
    ['DELETE', '/sessions/ID'],
    ['POST', '/sessions/ID/fork'],
    ['GET', '/sessions/ID/cookies'],
    ['DELETE', '/sessions/ID/cookies'],
    ['GET', '/sessions/ID/history'],
    ['GET', '/exchanges/ID'],
    ['GET', '/sequences/ID'],
    ['DELETE', '/sequences/ID'],
    ['POST', '/sequences/ID/runs'],
    ['GET', '/runs/ID'],
    ['POST', '/runs/ID/cancel'],
    ['DELETE', '/shares/ID'],
  ])('%s %s of an unknown id is 404 not_found', async (method, path) => {
    isProblem(await api.call(method, path.replace('ID', 'unknown-id')), 404, 'not_found');
  });

  it('a send through an unknown session is 404 and sends nothing', async () => {
    const answer = await api.call('POST', '/sessions/unknown-id/send', { body: { url: appUrl } });
    isProblem(answer, 404, 'not_found');
  });

  it('another workspace’s session, exchange and run answer exactly as ones that do not exist', async () => {
    const { id } = await api.sequence({
      name: 'replayed elsewhere',
      steps: [{ name: 'one', request: { url: `${appUrl}/practice/api/products` } }],
    });
    const { token } = await api.share({ sequenceId: id });
    const replay = await api.done<{ id: string; sessionId: string; steps: { exchange: { id: string } }[] }>(
      'POST',
      `/shared/${token}/replays`,
      { variables: {} },
    );
    const theirs = [
      `/sessions/${replay.sessionId}`,
      `/exchanges/${replay.steps[0]?.exchange.id ?? ''}`,
      `/runs/${replay.id}`,
    ];
    for (const path of theirs) {
      const known = await api.call('GET', path);
      const unknown = await api.call('GET', `${path.slice(0, path.lastIndexOf('/'))}/unknown-id`);
      isProblem(known, 404, 'not_found');
      expect(known.body).toEqual(unknown.body);
    }
    const body = { url: `${appUrl}/practice/api/products` };
    isProblem(await api.call('POST', `/sessions/${replay.sessionId}/send`, { body }), 404, 'not_found');
  });

  it('an unknown path of the API is 404 problem+json', async () => {
    for (const path of ['/no-such-thing', '/sessions/x/y/z']) {
      isProblem(await api.call('GET', path), 404, 'not_found');
      isProblem(await api.call('POST', path, { body: {} }), 404, 'not_found');
    }
  });

  it.each([
    ['PUT', '/sessions', 'POST, GET, HEAD, OPTIONS'],
    ['GET', '/sessions/unknown-id/send', 'POST, OPTIONS'],
    ['DELETE', '/health', 'GET, HEAD, OPTIONS'],
    ['POST', '/openapi.json', 'GET, HEAD, OPTIONS'],
    ['PROPFIND', '/runs/unknown-id', 'GET, DELETE, HEAD, OPTIONS'],
  ])('%s %s, which is not there, is 405 and names the methods that are', async (method, path, allow) => {
    const answer = await api.call<Problem>(method, path);
    isProblem(answer, 405, 'method_not_allowed');
    expect(answer.headers.get('allow')).toBe(allow);
    expect(answer.body.detail).toContain(allow);
  });

  it('a path that cannot be read is 404, and the beginning of the API too', async () => {
    for (const path of ['/sessions/%', '/sessions/%zz', '/sessions/%ff/send', '/exchanges/%c3', '', '/']) {
      isProblem(await api.call('GET', path), 404, 'not_found');
    }
  });

  it('an id with a NUL is nobody’s, and a question with one is refused', async () => {
    for (const path of ['/sessions/a%00', '/exchanges/%00', '/runs/%00/diff/%00', '/shared/%00']) {
      isProblem(await api.call('GET', path), 404, 'not_found');
    }
    for (const path of ['/runs?sequenceId=%00', '/comments?exchangeId=a%00', '/audit/export?person=%00']) {
      isProblem(await api.call('GET', path), 422, 'invalid_request');
    }
  });

  it('a field that is missing is said to be', async () => {
    const answer = await api.call<Problem>('POST', '/sequences', { body: {} });
    isProblem(answer, 422, 'invalid_request');
    expect(answer.body.detail).toBe('name: This is missing: string');
  });

  it('a body that is not UTF-8 is 400, not read as something else', async () => {
    const { id } = await api.session();
    for (const path of ['/sessions', `/sessions/${id}/send`]) {
      const answer = await fetch(`${appUrl}/api/v1${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${api.token}` },
        body: Buffer.from('{"url": "http://127.0.0.1:1/\xe9", "name": "\xe9"}', 'latin1'),
      });
      expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'invalid_json' }]);
    }
    expect(await api.history(id)).toEqual([]);
  });

  it('a body over the limit is 413', async () => {
    const answer = await api.call('POST', '/sessions', {
      body: `{"name":"${'x'.repeat(73 * 1024 * 1024)}"}`,
    });
    isProblem(answer, 413, 'too_large');
  });

  it('an If-Match that is no version is 422', async () => {
    const { id } = await api.session();
    const answer = await api.call('PATCH', `/sessions/${id}`, {
      body: { name: 'x' },
      headers: { 'if-match': 'latest' },
    });
    isProblem(answer, 422, 'invalid_request');
  });
});
