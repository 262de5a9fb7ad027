import { describe, expect, it } from 'vitest';
import { createTransport } from '@/lib/engine/transport';
import { FAILURE_CODES } from '@/lib/model/failure';
import { RequestSpec } from '@/lib/model/request-spec';
import { rawServer, type Script } from '../support/raw-server';
import { answered } from './one-send';
import { closing, echo, hop, hopping, session, target } from './session-under-test';
import { OPEN } from './wire-support';

/** What a session says of a server that does this. */
async function met(script: Script) {
  const server = closing(await rawServer(script));
  return (await session().send({ url: server.url })).record;
}
const says =
  (text: string): Script =>
  (socket) =>
    socket.end(text);
const OK = 'HTTP/1.1 200 OK\r\n';

describe('errors', () => {
  it('R163 departs: each failure is one code of a flat list', async () => {
    const silent = await target(() => undefined);
    const moved = await target(hopping);
    const codes = [
      (await session().failure({ url: 'h.test' })).code,
      (await session().failure({ url: 'ftp://h.test' })).code,
      (await session().failure({ url: 'http://' })).code,
      (await session().failure({ url: 'http://h.test', headers: [['X', '\n']] })).code,
      (await session().failure({ url: silent.url, timeout: { read: 0.05 } })).code,
      (await session().failure({ url: moved.url + hop(302, '/'), maxRedirects: 0 })).code,
    ];
    expect(codes).toEqual([
      ...['missing_schema', 'invalid_schema', 'invalid_url', 'invalid_header'],
      ...['read_timeout', 'too_many_redirects'],
    ]);
    expect(FAILURE_CODES).toEqual(expect.arrayContaining(codes));
  });
  it('R164 departs: a name without an address is dns_error, a garbage status line protocol_error', async () => {
    const transport = closing(createTransport(OPEN, { resolve: async () => [] }));
    expect((await session().failure({ url: 'http://none.test/' }, { transport })).code).toBe('dns_error');
    expect((await met(says('HTTP/1.1 banana\r\n\r\n'))).error?.code).toBe('protocol_error');
    expect((await met(says('SSH-2.0-server\r\n'))).error?.code).toBe('protocol_error');
  });
  it('R164 refused, reset and an empty reply are connection_error with their reason', async () => {
    const closed = await target(echo);
    await closed.close();
    expect(await session().failure({ url: closed.url })).toMatchObject({
      code: 'connection_error',
      reason: 'refused',
    });
    const reset = await met((socket) => socket.resetAndDestroy());
    expect(reset.error).toMatchObject({ code: 'connection_error', reason: 'reset' });
    const empty = await met((socket) => socket.end());
    expect(empty.error).toMatchObject({ code: 'connection_error', reason: 'closed_early' });
  });
  it('R165 departs: a bad chunk is protocol_error, a missing end connection_error; the part is kept', async () => {
    const chunked = `${OK}Transfer-Encoding: chunked\r\n\r\n4\r\npart\r\n`;
    const bad = await met(says(`${chunked}xyz\r\n`));
    expect(bad).toMatchObject({
      error: { code: 'protocol_error', reason: 'bad_chunk' },
      response: { body: { size: 4 } },
    });
    const cut = await met(says(chunked));
    expect(cut).toMatchObject({
      error: { code: 'connection_error', reason: 'closed_early' },
      response: { body: { size: 4, truncated: true } },
    });
  });
  it('R166 departs: two different lengths are protocol_error; twice the same is taken', async () => {
    const twice = await met(says(`${OK}Content-Length: 2\r\nContent-Length: 2\r\n\r\nhi`));
    expect(twice).toMatchObject({ error: null, response: { body: { size: 2 } } });
    const differ = await met(says(`${OK}Content-Length: 2\r\nContent-Length: 3\r\n\r\nhi!`));
    expect(differ.error).toMatchObject({ code: 'protocol_error', reason: 'conflicting_content_length' });
  });
  it('R167 an error stands beside its request, and its response where there is one', async () => {
    const server = await target(hopping);
    const url = server.url + hop(302, hop(302, '/end'));
    const { record } = await session().send({ url, maxRedirects: 1 });
    expect(record.error).toMatchObject({ code: 'too_many_redirects', hop: 1 });
    expect(record.request.url).toBe(server.url + hop(302, '/end'));
    expect(record.response).toMatchObject({ status: 302, url: record.request.url });
    expect(record.history).toHaveLength(1);
    const refused = await session().send({ url: 'http://h:x/', method: 'PUT' });
    expect(refused.record).toMatchObject({ request: { method: 'PUT', url: 'http://h:x/' }, response: null });
  });
  it('R168 what is wrong with a request is said before anything is dialled', async () => {
    const server = await target(echo);
    const wrong = [
      { headers: [['X', 'a\nb']] },
      { method: 'a b' },
      { body: { type: 'json', text: '{' } },
      { cookies: { a: '€' } },
      { auth: { type: 'bearer', token: '\n' } },
    ];
    for (const spec of wrong) {
      const failure = await session().failure(RequestSpec.parse({ ...spec, url: server.url }));
      expect(failure.code).toMatch(/^invalid_/);
      expect(Object.keys(spec)).toContain(failure.field);
    }
    expect((await session().failure({ url: `${server.url}0000/` })).code).toBe('invalid_url');
    expect(server.connections()).toBe(0);
  });
  it.each([400, 404, 500, 503])('R169 %i is no error', async (status) => {
    const { record, body } = await answered((_, response) => response.writeHead(status).end('why'));
    expect([record.error, record.response?.status]).toEqual([null, status]);
    expect(Buffer.from(body).toString()).toBe('why');
  });
});
