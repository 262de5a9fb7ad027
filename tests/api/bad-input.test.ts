import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestSpecInput } from '@/lib/model/request-spec';
import { freePort } from '../support/free-port';
import { rawServer, type RawServer } from '../support/raw-server';
import { startTarget, type Target } from '../support/target-server';
import { api, stranger } from './shared-app';

let target: Target;
let garbage: RawServer;
let closing: RawServer;
let session: string;
let closedPort: number;

beforeAll(async () => {
  // /hang is never answered.
  target = await startTarget((request, response) => {
    if (request.url !== '/hang') response.end('fine');
  });
  garbage = await rawServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n\r\nthis is no HTTP\r\n'));
  closing = await rawServer((socket) =>
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this'),
  );
  session = (await api.session({ name: 'bad input' })).id;
  closedPort = await freePort();
});
afterAll(() => Promise.all([target.close(), garbage.close(), closing.close()]));

/** What each bad request is; `$` stands for the target's origin. */
const BEFORE_SENDING: [name: string, code: string, field: string, request: RequestSpecInput][] = [
  ['a URL without a scheme', 'missing_schema', 'url', { url: 'example.test/login' }],
  ['a scheme that is not HTTP', 'invalid_schema', 'url', { url: 'ftp://127.0.0.1/file' }],
  ['a port out of range', 'invalid_url', 'url', { url: 'http://127.0.0.1:99999/' }],
  ['a port that is no number', 'invalid_url', 'url', { url: 'http://127.0.0.1:http/' }],
  ['no host', 'invalid_url', 'url', { url: 'http:///path' }],
  ['a header with a newline', 'invalid_header', 'headers', { url: '$/', headers: [['X-A', 'a\r\nX-B: b']] }],
  ['a header without a name', 'invalid_header', 'headers', { url: '$/', headers: [['', 'a']] }],
  [
    'a JSON body that is none',
    'invalid_json',
    'body',
    { method: 'POST', url: '$/', body: { type: 'json', text: '{"a":' } },
  ],
  ['an unknown variable in the URL', 'unknown_variable', 'url', { url: '$/{{nobody}}' }],
  [
    'an unknown variable in a header',
    'unknown_variable',
    'headers',
    { url: '$/', headers: [['X', '{{nobody}}']] },
  ],
];

async function send(request: RequestSpecInput) {
  return api.send(session, { ...request, url: request.url.replace('$', target.url) });
}

describe('bad input, over the API', () => {
  it.each(BEFORE_SENDING)(
    '%s is %s in the field %s, and nothing is sent',
    async (_, code, field, request) => {
      const hits = target.requests.length;
      const exchange = await send(request);
      expect(exchange.error).toMatchObject({ code, field, hop: 0 });
      expect(exchange.error?.message).toMatch(/\S+ \S+/);
      expect(exchange.response).toBeNull();
      expect(target.requests).toHaveLength(hits);
      const [latest] = await api.history(session);
      expect(latest).toMatchObject({ id: exchange.id, errorCode: code, status: null });
    },
  );

  it('a host that does not exist is dns_error', async () => {
    const { error } = await send({ url: 'http://no-such-host.invalid/' });
    expect(error?.code).toBe('dns_error');
    expect(error?.message).toContain('no-such-host.invalid');
  });

  it('a port that nobody listens on is connection_error, refused', async () => {
    const { error, response } = await send({ url: `http://127.0.0.1:${closedPort}/` });
    expect(error).toMatchObject({ code: 'connection_error', reason: 'refused' });
    expect(response).toBeNull();
  });

  it('a target that hangs is read_timeout', async () => {
    const exchange = await send({ url: '$/hang', timeout: 0.3 });
    expect(exchange.error?.code).toBe('read_timeout');
    expect(exchange.timings.totalMs).toBeLessThan(3_000);
  });

  it('a target that answers garbage is protocol_error', async () => {
    expect((await send({ url: garbage.url })).error?.code).toBe('protocol_error');
  });

  it('a target that closes half-way is an error with the part that came kept', async () => {
    const { error, response } = await send({ url: closing.url });
    expect(error).toMatchObject({ code: 'connection_error', reason: 'length_mismatch' });
    expect(response).toMatchObject({ status: 200, body: { text: 'only this', truncated: true } });
  });

  it('each failed send is in the history and the server still answers', async () => {
    const codes = new Set((await api.history(session)).map(({ errorCode }) => errorCode));
    const wanted = ['missing_schema', 'dns_error', 'connection_error', 'read_timeout', 'protocol_error'];
    for (const code of wanted) expect(codes).toContain(code);
    expect((await stranger.call('GET', '/health')).body).toMatchObject({ status: 'ok' });
    expect((await send({ url: '$/' })).response?.status).toBe(200);
  });
});
