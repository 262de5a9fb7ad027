import { describe, expect, it } from 'vitest';
import { namedSession, sendOne } from './one-send';
import { echo, session, target } from './session-under-test';

describe('what goes on the request line, and what is recorded', () => {
  it.each([
    ['R40', '/a ', '/a%20', '/a%20'],
    ['R47', '', '/', '/'],
    ['R47', '?a=1', '/?a=1', '/?a=1'],
    [
      'R48',
      '/é?ü=|^{}`"<>',
      '/%C3%A9?%C3%BC=%7C%5E%7B%7D%60%22%3C%3E',
      '/%C3%A9?%C3%BC=%7C%5E%7B%7D%60%22%3C%3E',
    ],
    ['R48', "/!$&'()*+,;=:@", "/!$&'()*+,;=:@", "/!$&'()*+,;=:@"],
    ['R49', '/%7Ea%2fb%c3%a9', '/~a%2Fb%C3%A9', '/~a%2Fb%C3%A9'],
    ['R49', '/%zz%20', '/%25zz%2520', '/%25zz%2520'],
    ['R50', '/a/../b/./c', '/b/c', '/b/c'],
    ['R50', '//a', '//a', '//a'],
    ['R51', '/?#', '/', '/'],
    ['R57', '/a#frag', '/a', '/a#frag'],
  ])('%s %j arrives as %j', async (_, path, line, recorded) => {
    const { arrived, record, origin } = await sendOne({ path });
    expect(arrived.url).toBe(line);
    expect(record.request.url).toBe(origin + recorded);
    expect(record.response?.url).toBe(origin + recorded);
  });
  it('R40 white space before the URL is dropped', async () => {
    const server = await target(echo);
    const { record } = await session().get(` \t\n${server.url}/x`);
    expect(record.request.url).toBe(`${server.url}/x`);
  });
  it('R45 another alphabet becomes an IDNA 2008 name', async () => {
    const server = await target(echo);
    const { record } = await namedSession().get(`http://Königsgäßchen.test:${server.port}/`);
    expect(record.request.url).toBe(`http://xn--knigsgchen-b4a3dun.test:${server.port}/`);
    expect(server.requests[0]?.header('host')).toBe(`xn--knigsgchen-b4a3dun.test:${server.port}`);
  });
  it('R46 scheme and host go in lower case, the path and the port as written', async () => {
    const server = await target(echo);
    const { record } = await namedSession().get(`HTTP://EXAMPLE.test:${server.port}/A`);
    expect(record.request.url).toBe(`http://example.test:${server.port}/A`);
    const { record: kept } = await session().send({ url: 'HTTPS://127.0.0.1:443/' }, refusing);
    expect(kept.request.url).toBe('https://127.0.0.1:443/');
  });
  it('R58 user and password stay in the record and never go on the request line', async () => {
    const server = await target(echo);
    const url = server.url.replace('://', '://u:p@');
    const { record } = await session().get(`${url}/x`);
    expect(server.requests[0]?.url).toBe('/x');
    expect([record.request.url, record.response?.url]).toEqual([`${url}/x`, `${url}/x`]);
  });
});

/** Nothing is dialled. */
const refusing = { signal: AbortSignal.abort() };

describe('what is refused before anything is sent', () => {
  it.each([
    ['R41', 'example.test/a', 'missing_schema'],
    ['R41', '//example.test/a', 'missing_schema'],
    ['R59', '', 'missing_schema'],
    ['R42', 'localhost:3128', 'invalid_schema'],
    ['R42', 'mailto:user@example.test', 'invalid_schema'],
    ['R42', 'data:text/html,hi', 'invalid_schema'],
    ['R43', 'http://', 'invalid_url'],
    ['R43', 'http://[::1', 'invalid_url'],
    ['R43', 'http://h.test:65536/', 'invalid_url'],
    ['R43', 'http://h..test/', 'invalid_url'],
    ['R43', `http://${'h'.repeat(64)}.test/`, 'invalid_url'],
    ['R43', `http://${'h'.repeat(60)}ü.test/`, 'invalid_url'],
    ['R43 departs:', 'http://h test/', 'invalid_url'],
    ['R43 departs:', 'http://h.test\0/', 'invalid_url'],
    ['R43 departs:', 'http://[fe80::1%25eth0]/', 'invalid_url'],
    ['R44', 'http://*.h.test/', 'invalid_url'],
    ['R44', 'http://.h.test/', 'invalid_url'],
    ['R45', 'http://☃.net/', 'invalid_url'],
  ])('%s refuses %j', async (_, url, code) => {
    const { record } = await session().send({ url });
    expect(record.error).toMatchObject({ code, field: 'url', hop: 0 });
    expect(record.response).toBeNull();
  });
  it('R41 names the URL and suggests https', async () => {
    expect((await session().failure({ url: 'example.test/a' })).message).toBe(
      "Invalid URL 'example.test/a': No scheme supplied. Perhaps you meant https://example.test/a?",
    );
  });
});

describe('parameters', () => {
  it('R52 follow the URL’s own query and stand before the fragment', async () => {
    const { arrived, record, origin } = await sendOne({ path: '/a?b=1#f', params: [['c', '2']] });
    expect(arrived.url).toBe('/a?b=1&c=2');
    expect(record.request.url).toBe(`${origin}/a?b=1&c=2#f`);
  });
  it('R53 keep their order', async () => {
    const params = ['z', 'a', 'm', '1', 'a'].map((name, at): [string, number] => [name, at]);
    expect((await sendOne({ params })).arrived.url).toBe('/?z=0&a=1&m=2&1=3&a=4');
  });
  it('R54 departs: true is true; as in requests a list repeats, null is dropped, empty text stays', async () => {
    const { arrived } = await sendOne({
      params: [
        ['l', ['1', null, 2]],
        ['n', null],
        ['e', ''],
        ['none', []],
        ['t', true],
      ],
    });
    expect(arrived.url).toBe('/?l=1&l=2&e=&t=true');
  });
  it('R55 are form-encoded: a space is +, only letters, digits and _ . - ~ stay', async () => {
    const { arrived } = await sendOne({ params: [["f[o] '*", 'ä_.-~/']] });
    expect(arrived.url).toBe('/?f%5Bo%5D+%27%2A=%C3%A4_.-~%2F');
  });
  it('R56 raw text goes as it is, then quoted', async () => {
    expect((await sendOne({ params: 'a=x y|&b=+&c=%7e' })).arrived.url).toBe('/?a=x%20y%7C&b=+&c=~');
  });
});
