import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Exchange } from '@/lib/model/exchange';
import type { RequestSpecInput } from '@/lib/model/request-spec';
import { jsonOf } from '../support/api-client';
import { startHttpbin, type Httpbin } from '../support/httpbin';
import { api } from './shared-app';

let httpbin: Httpbin;
let session: string;
beforeAll(async () => {
  httpbin = await startHttpbin();
  session = (await api.session({ name: 'httpbin' })).id;
});
afterAll(() => httpbin.stop());

const get = (path: string): Promise<Exchange> => api.get(session, `${httpbin.url}${path}`);

describe('against httpbin, over the API', () => {
  it('/cookies shows what /cookies/set set, and the hop that set it is in the history', async () => {
    const { id } = await api.session();
    const set = await api.get(id, `${httpbin.url}/cookies/set?a=1`);
    expect(set.history).toHaveLength(1);
    expect(set.history[0]?.cookies.stored).toMatchObject([{ name: 'a', value: '1' }]);
    expect(jsonOf(set)).toEqual({ cookies: { a: '1' } });
    expect(jsonOf(await api.get(id, `${httpbin.url}/cookies`))).toEqual({ cookies: { a: '1' } });
  });

  it('/redirect/3 is followed over 3 hops, oldest first', async () => {
    const exchange = await get('/redirect/3');
    expect(exchange.response?.status).toBe(200);
    expect(exchange.history.map(({ response }) => response.status)).toEqual([302, 302, 302]);
    expect(exchange.history.map(({ request }) => new URL(request.url).pathname)).toEqual([
      '/redirect/3',
      '/relative-redirect/2',
      '/relative-redirect/1',
    ]);
    expect(new URL(exchange.request.url).pathname).toBe('/get');
  });

  it('/redirect/3 stays where it is when redirects are not allowed', async () => {
    const exchange = await api.send(session, { url: `${httpbin.url}/redirect/3`, allowRedirects: false });
    expect(exchange.response?.status).toBe(302);
    expect(exchange.history).toEqual([]);
  });

  it('/redirect/3 with maxRedirects 2 ends in too_many_redirects with both hops kept', async () => {
    const exchange = await api.send(session, { url: `${httpbin.url}/redirect/3`, maxRedirects: 2 });
    expect(exchange.error?.code).toBe('too_many_redirects');
    expect(exchange.history).toHaveLength(2);
    expect(exchange.response?.status).toBe(302);
  });

  it('/basic-auth/u/p is 401 without auth and 200 with it', async () => {
    const url = `${httpbin.url}/basic-auth/u/p`;
    expect((await api.get(session, url)).response?.status).toBe(401);
    const auth = { type: 'basic', username: 'u', password: 'p' } as const;
    const exchange = await api.send(session, { url, auth });
    expect(exchange.response?.status).toBe(200);
    expect(jsonOf(exchange)).toEqual({ authenticated: true, user: 'u' });
  });

  it('/digest-auth answers the challenge with one retry', async () => {
    const auth = { type: 'digest', username: 'u', password: 'p' } as const;
    const { id } = await api.session({ auth });
    const exchange = await api.get(id, `${httpbin.url}/digest-auth/auth/u/p`);
    expect(exchange.history.map(({ response }) => response.status)).toEqual([401]);
    expect(exchange.response?.status).toBe(200);
  });

  it.each(['MD5', 'SHA-256', 'SHA-512'])(
    'R132 /digest-auth with %s challenges a session once for two sends',
    async (algorithm) => {
      const auth = { type: 'digest', username: 'u', password: 'p' } as const;
      const { id } = await api.session({ auth });
      const url = `${httpbin.url}/digest-auth/auth/u/p/${algorithm}/never`;
      expect((await api.get(id, url)).history.map(({ response }) => response.status)).toEqual([401]);
      const again = await api.get(id, url);
      expect(again.history).toEqual([]);
      expect(again.response?.status).toBe(200);
      expect(again.request.headers.find(([name]) => name === 'Authorization')?.[1]).toContain('nc=00000002');
    },
  );

  it('R130 departs: /digest-auth with auth-int is answered', async () => {
    const auth = { type: 'digest', username: 'u', password: 'p' } as const;
    const exchange = await api.send(session, { url: `${httpbin.url}/digest-auth/auth-int/u/p`, auth });
    expect(exchange.response?.status).toBe(200);
  });

  it.each([
    ['/gzip', 'gzipped'],
    ['/deflate', 'deflated'],
    ['/brotli', 'brotli'],
  ])('%s arrives decoded', async (path, flag) => {
    const exchange = await get(path);
    expect(exchange.error).toBeNull();
    expect(jsonOf(exchange)).toMatchObject({ [flag]: true });
  });

  it('/encoding/utf8 arrives as text without loss', async () => {
    const { response } = await get('/encoding/utf8');
    expect(response?.encoding).toBe('utf-8');
    expect(response?.body.text).toMatch(/\w+ \w+/);
    expect(Buffer.byteLength(response?.body.text ?? '')).toBe(response?.body.size);
  });

  it('/image/png arrives as bytes in base64', async () => {
    const { response } = await get('/image/png');
    expect(response?.body.text).toBeUndefined();
    const bytes = Buffer.from(response?.body.base64 ?? '', 'base64');
    expect(bytes.subarray(0, 8)).toEqual(Buffer.from('89504e470d0a1a0a', 'hex'));
    expect(bytes.length).toBe(response?.body.size);
  });

  it('/status/418 is a response like any other', async () => {
    const exchange = await get('/status/418');
    expect(exchange.error).toBeNull();
    expect(exchange.response?.status).toBe(418);
    expect(exchange.response?.body.text).toContain('teapot');
  });

  it('/delay/10 with a timeout of 1 s ends in read_timeout after about a second', async () => {
    const began = performance.now();
    const exchange = await api.send(session, { url: `${httpbin.url}/delay/10`, timeout: 1 });
    expect(performance.now() - began).toBeLessThan(4_000);
    expect(exchange.error).toMatchObject({ code: 'read_timeout', hop: 0 });
    expect(exchange.timings.totalMs).toBeGreaterThanOrEqual(950);
  });

  it('text beyond ASCII comes back as it was sent', async () => {
    const text = '∮ E⋅da = Q ሰማይ 🍪';
    const exchange = await api.send(session, {
      method: 'POST',
      url: `${httpbin.url}/post`,
      body: { type: 'text', text, contentType: 'text/plain; charset=utf-8' },
    });
    expect(jsonOf(exchange)).toMatchObject({ data: text });
  });

  it('/anything shows each kind of body as it was asked for', async () => {
    const url = `${httpbin.url}/anything`;
    const send = async (body: RequestSpecInput['body']): Promise<unknown> =>
      jsonOf(await api.send(session, { method: 'POST', url, body }));
    expect(await send({ type: 'json', value: { a: [1, 'ü'] } })).toMatchObject({ json: { a: [1, 'ü'] } });
    expect(await send({ type: 'form', fields: [['a', ['1', '2']]] })).toMatchObject({
      form: { a: ['1', '2'] },
    });
    const parts = [
      { name: 'field', value: 'x' },
      { name: 'file', filename: 'a.txt', contentType: 'text/plain', base64: 'aGVsbG8=' },
    ];
    expect(await send({ type: 'multipart', parts })).toMatchObject({
      form: { field: 'x' },
      files: { file: 'hello' },
    });
    expect(await send({ type: 'text', text: 'plain', contentType: 'text/plain' })).toMatchObject({
      data: 'plain',
    });
  });
});
