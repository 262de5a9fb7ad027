import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeText } from '@/lib/engine/charset';
import { rawServer } from '../support/raw-server';
import { answered } from './one-send';
import { closing, hop, hopping, session, target } from './session-under-test';

/** What a session makes of these bytes. */
async function raw(text: string, method = 'GET') {
  const server = closing(await rawServer((socket) => socket.end(Buffer.from(text, 'latin1'))));
  return session().send({ url: server.url, method });
}

describe('status line and headers', () => {
  it('R149 status, reason, URL with its fragment, headers', async () => {
    const server = await target(hopping);
    const { record } = await session().get(`${server.url}${hop(302, '/end')}#f`);
    expect(record.response).toMatchObject({ status: 200, reason: 'OK', url: `${server.url}/end#f` });
    const odd = (await raw('HTTP/1.1 299 \r\nX-A: 1\r\nContent-Length: 0\r\n\r\n')).record.response;
    expect(odd).toMatchObject({
      status: 299,
      reason: '',
      headers: [
        ['X-A', '1'],
        ['Content-Length', '0'],
      ],
    });
  });
  it('R150 departs: the headers are a list with order, case and repeats', async () => {
    const lines = 'Set-Cookie: a=1\r\nx-a: 1\r\nX-A: 2\r\nSET-COOKIE: b=2\r\nContent-Length: 0\r\n\r\n';
    const { record } = await raw(`HTTP/1.1 200 OK\r\n${lines}`);
    expect(record.response?.headers.slice(0, 4)).toEqual([
      ['Set-Cookie', 'a=1'],
      ['x-a', '1'],
      ['X-A', '2'],
      ['SET-COOKIE', 'b=2'],
    ]);
    expect(record.cookies.stored.map(({ name }) => name)).toEqual(['a', 'b']);
  });
  it.each([399, 400, 599, 600, 999])(
    'R151 departs: %i is a response and no error; the status says it',
    async (status) => {
      const { record } = await raw(`HTTP/1.1 ${status} S\r\nContent-Length: 0\r\n\r\n`);
      expect(record.error).toBeNull();
      expect(record.response?.status).toBe(status);
      expect(record.response).not.toHaveProperty('ok');
    },
  );
  it('R152 departs: nothing is raised; the reason is read as UTF-8, else latin-1', async () => {
    const { record } = await raw('HTTP/1.1 404 Gr\xc3\xb6\xc3\x9fe\r\nContent-Length: 0\r\n\r\n');
    expect(record).toMatchObject({ error: null, response: { reason: 'Größe' } });
    const latin = await raw('HTTP/1.1 500 Gr\xf6\xdfe\r\nContent-Length: 0\r\n\r\n');
    expect(latin.record).toMatchObject({ error: null, response: { reason: 'Größe' } });
  });
  it('R153 elapsed is of the last hop, to its headers, and never nothing', async () => {
    const server = await target(hopping);
    const { record } = await session().get(server.url + hop(302, '/end'));
    const own = record.response?.elapsedMs ?? 0;
    expect(own).toBeGreaterThan(0);
    expect(own).toBeLessThanOrEqual(record.timings.totalMs);
    expect(record.history[0]?.response.elapsedMs).toBeGreaterThan(0);
  });
  it.each([
    [
      '<http://h.test/2>; rel="next", <http://h.test/9>; rel=last; title="the end"',
      [
        { url: 'http://h.test/2', rel: 'next' },
        { url: 'http://h.test/9', rel: 'last', title: 'the end' },
      ],
    ],
    [
      '<http:/.../front.jpeg>; rel=front; type="image/jpeg"',
      [{ url: 'http:/.../front.jpeg', rel: 'front', type: 'image/jpeg' }],
    ],
    ['<http:/.../front.jpeg>', [{ url: 'http:/.../front.jpeg' }]],
    ['<http:/.../front.jpeg>;', [{ url: 'http:/.../front.jpeg' }]],
    ['</a>; rel; title=x', [{ url: '/a' }]],
    ['</a>; title="a=b"; rel="next"', [{ url: '/a', title: 'a=b', rel: 'next' }]],
    ['</a>;__proto__=b', [JSON.parse('{"url":"/a","__proto__":"b"}')]],
  ])('R159 the Link header %s', async (link, links) => {
    const { record } = await answered((_, response) => response.setHeader('link', link).end());
    expect(record.response?.headers).toContainEqual(['link', link]);
    expect(record.response?.links).toEqual(links);
  });
  it('R159 repeated Link headers are one list, and without one there is no list', async () => {
    const { record } = await answered((_, response) =>
      response.setHeader('link', ['</a>; rel=a', '</b>']).end(),
    );
    expect(record.response?.links).toEqual([{ url: '/a', rel: 'a' }, { url: '/b' }]);
    expect((await answered((_, response) => response.end())).record.response).not.toHaveProperty('links');
  });
  it('R160 departs: a redirect shows by its status and Location', async () => {
    const { record } = await answered((_, response) => response.writeHead(308, { location: '/x' }).end(), {
      allowRedirects: false,
    });
    expect(record.response).toMatchObject({ status: 308 });
    expect(record.response?.headers).toContainEqual(['location', '/x']);
    expect(record.response).not.toHaveProperty('isRedirect');
  });
});

describe('bodies', () => {
  const text = 'Playjar undoes what a server did to its text. '.repeat(20);
  it.each([
    ['gzip', zlib.gzipSync(text)],
    ['X-GZip', zlib.gzipSync(text)],
    ['deflate', zlib.deflateSync(text)],
    ['deflate', zlib.deflateRawSync(text)],
    ['br', zlib.brotliCompressSync(text)],
    ['deflate, gzip', zlib.gzipSync(zlib.deflateSync(text))],
  ])('R154 %s is undone, and the headers are as they came', async (coding, bytes) => {
    const { record, body } = await answered((_, response) =>
      response.writeHead(200, { 'content-encoding': coding, 'content-length': bytes.length }).end(bytes),
    );
    expect(Buffer.from(body).toString()).toBe(text);
    expect(record.response?.headers).toContainEqual(['content-encoding', coding]);
    expect(record.response?.headers).toContainEqual(['content-length', String(bytes.length)]);
  });
  it('R154 zstd is undone, an unknown coding left alone', async () => {
    const zstd = Buffer.concat([Buffer.from('28b52ffd2007390000', 'hex'), Buffer.from('Playjar')]);
    for (const [coding, bytes, expected] of [
      ['zstd', zstd, 'Playjar'],
      ['x-own', Buffer.from('as it is'), 'as it is'],
    ] as const) {
      const { body } = await answered((_, response) =>
        response.writeHead(200, { 'content-encoding': coding }).end(bytes),
      );
      expect(Buffer.from(body).toString()).toBe(expected);
    }
  });
  it('R155 what is no gzip is an error, an empty body is not', async () => {
    const said = (bytes: string) =>
      target((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bytes));
    const failure = await session().failure({ url: (await said('no gzip')).url });
    expect(failure.code).toBe('content_decoding_error');
    expect((await session().get((await said('')).url)).body).toHaveLength(0);
  });
  const typed = async (type: string | null, bytes: Uint8Array): Promise<string | null | undefined> => {
    const { record } = await answered((_, response) =>
      response.writeHead(200, type === null ? {} : { 'content-type': type }).end(bytes),
    );
    return record.response?.encoding;
  };
  it.each([
    ['text/plain; charset="utf-8"', 'utf-8'],
    ['text/plain; CHARSET=KOI8-R', 'KOI8-R'],
    ['text/plain', 'ISO-8859-1'],
    ['application/json', 'utf-8'],
    ['image/png', null],
  ])('R156 the encoding of %s is %s', async (type, encoding) => {
    const said = await typed(type, Buffer.from([0x66, 0xfc, 0x72]));
    expect(said === null ? null : said?.toLowerCase()).toBe(encoding?.toLowerCase() ?? null);
  });
  it('R156 departs: HTML that is valid UTF-8 and says nothing is read as UTF-8', async () => {
    expect(await typed('text/html', Buffer.from('<p>für'))).toBe('utf-8');
  });
  it('R157 text is decoded with replacement, of an unknown charset as UTF-8', async () => {
    const decoded = async (type: string, bytes: Uint8Array): Promise<string> => {
      const { record, body } = await answered((_, response) =>
        response.writeHead(200, { 'content-type': type }).end(bytes),
      );
      return decodeText(body, record.response?.encoding ?? '');
    };
    expect(await decoded('text/plain; charset=utf-8', Buffer.from([0x66, 0xff, 0x72]))).toBe('f\uFFFDr');
    expect(await decoded('text/plain; charset=nonsense', Buffer.from('für'))).toBe('für');
  });
  it('R158 departs: what is no JSON is no error; without a charset UTF-8, 16 and 32 are told apart', async () => {
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const { record, body } = await answered((_, response) =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(Buffer.from('{"a": "é"}', encoding)),
      );
      expect(JSON.parse(decodeText(body, record.response?.encoding ?? ''))).toEqual({ a: 'é' });
    }
    const broken = await answered((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"a": '),
    );
    expect(broken.record.error).toBeNull();
    expect(Buffer.from(broken.body).toString()).toBe('{"a": ');
  });
  it.each([
    ['GET', 204],
    ['GET', 304],
    ['HEAD', 200],
  ])('R161 %s %i has no body whatever its headers say', async (method, status) => {
    const server = closing(
      await rawServer((socket) => socket.write(`HTTP/1.1 ${status} S\r\nContent-Length: 9\r\n\r\n`)),
    );
    const { record, body } = await session().get(server.url, { method });
    expect([record.response?.status, body.length]).toEqual([status, 0]);
  });
  it('R162 departs: a body shorter than its length is an error, and its part is kept', async () => {
    const { record, body } = await raw('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf');
    expect(record.error).toMatchObject({ code: 'connection_error', reason: 'length_mismatch' });
    expect(record.response).toMatchObject({ status: 200, body: { size: 4, truncated: true } });
    expect(Buffer.from(body).toString()).toBe('half');
  });
});
