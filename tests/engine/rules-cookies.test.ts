import { describe, expect, it } from 'vitest';
import { cookieFromInput } from '@/lib/engine/cookie-input';
import { filterCookies } from '@/lib/engine/cookie-list';
import { Cookie } from '@/lib/model/cookie';
import { RequestSpec } from '@/lib/model/request-spec';
import { SELF_SIGNED } from '../support/certificates';
import type { Target } from '../support/target-server';
import { namedSession } from './one-send';
import { echo, session, target, type TestSession } from './session-under-test';

/** `/set?c=LINE&c=LINE` sets these cookies; everything echoes. */
async function baker(options?: Parameters<typeof target>[1]): Promise<Target> {
  return target((request, response) => {
    const lines = new URL(request.url, 'http://h').searchParams.getAll('c');
    if (lines.length > 0) response.setHeader('set-cookie', lines);
    echo(request, response);
  }, options);
}

const setting = (...lines: string[]): string =>
  `/set?${new URLSearchParams(lines.map((line) => ['c', line])).toString()}`;
const names = (s: TestSession): string[] => s.cookies.map(({ name }) => name);
const last = (server: Target): string | undefined => server.requests.at(-1)?.header('cookie');

describe('what is stored', () => {
  it('R104 every Set-Cookie line that is good, whatever stands between', async () => {
    const server = await baker();
    const s = session();
    const { record } = await s.get(server.url + setting('a=1; Path=/', 'nameless', 'b=2; Path=/'));
    expect(record.cookies.rejected).toMatchObject([{ setCookie: 'nameless' }]);
    await s.get(server.url);
    expect(last(server)).toBe('a=1; b=2');
  });
  it('R105 a response lists what it set itself and the jar took', async () => {
    const server = await baker();
    const s = session();
    await s.get(server.url + setting('old=1; Path=/'));
    const { record } = await s.get(server.url + setting('a=1', 'a=2', 'x=1; Domain=other.test'));
    expect(record.cookies.stored).toMatchObject([{ name: 'a', value: '2' }]);
  });
  it.each(['Max-Age=0', 'Max-Age=-1', 'Expires=Thu, 01 Jan 1970 00:00:00 GMT'])(
    'R106 a cookie set with %s is removed and not listed',
    async (past) => {
      const server = await baker();
      const s = session();
      await s.get(server.url + setting('a=1; Path=/', 'b=1; Path=/'));
      const { record } = await s.get(server.url + setting(`a=; Path=/; ${past}`));
      expect(record.cookies).toMatchObject({ stored: [], removed: [{ name: 'a' }] });
      expect(names(s)).toEqual(['b']);
    },
  );
  it('R107 a request’s own cookies are sent and not stored', async () => {
    const server = await baker();
    const s = session();
    await s.get(server.url, { cookies: { a: '1' } });
    expect(last(server)).toBe('a=1');
    await s.get(server.url);
    expect(last(server)).toBeUndefined();
  });
  it('R110 departs: a request’s cookies are names and values; full ones go into the jar, by its rules', async () => {
    const cookies = { a: { value: '1', path: '/x' } };
    expect(RequestSpec.safeParse({ url: 'http://h.test/', cookies }).success).toBe(false);
    const server = await baker();
    const full = cookieFromInput({ name: 'a', value: '1', domain: server.host, path: '/x' }, Date.now());
    const s = session({}, [full]);
    await s.get(`${server.url}/x`);
    expect(last(server)).toBe('a=1');
    await s.get(`${server.url}/y`);
    expect(last(server)).toBeUndefined();
  });
  it('R111 departs: null in a request holds a cookie back for it; deleting is by domain, path and name', async () => {
    const server = await baker();
    const s = session();
    await s.get(server.url + setting('a=1; Path=/', 'a=2; Path=/set', 'b=1; Path=/'));
    await s.get(`${server.url}/set`, { cookies: { a: null } });
    expect(last(server)).toBe('b=1');
    const gone = new Set(filterCookies(s.cookies, { name: 'a' }));
    s.cookies = s.cookies.filter((one) => !gone.has(one));
    expect(gone.size).toBe(2);
    await s.get(`${server.url}/set`);
    expect(last(server)).toBe('b=1');
  });
  it('R112 departs: a name that several cookies have lists them all; domain and path narrow', async () => {
    const server = await baker();
    const s = session();
    await s.get(server.url + setting('a=1; Path=/', 'a=2; Path=/set'));
    expect(filterCookies(s.cookies, { name: 'a' })).toHaveLength(2);
    expect(filterCookies(s.cookies, { name: 'a', path: '/set' })).toMatchObject([{ value: '2' }]);
    expect(filterCookies(s.cookies, { name: 'none' })).toEqual([]);
  });
  it('R113 the jar counts and lists by domain and path', async () => {
    const one = await baker();
    const two = await baker({ host: '127.0.0.2' });
    const s = session();
    for (const server of [one, two]) await s.get(server.url + setting('a=1; Path=/', 'b=1; Path=/set'));
    expect(filterCookies(s.cookies, {})).toHaveLength(4);
    expect(filterCookies(s.cookies, { domain: '127.0.0.2' })).toHaveLength(2);
    expect(filterCookies(s.cookies, { domain: '127.0.0.2', path: '/set' })).toMatchObject([{ name: 'b' }]);
  });
  it('R114 domain, path and name make the same cookie', async () => {
    const server = await baker();
    const s = session();
    await s.get(server.url + setting('a=1; Path=/', 'a=2; Path=/set', 'b=3; Path=/'));
    await s.get(server.url + setting('a=9; Path=/'));
    await s.get(`${server.url}/set`);
    expect(last(server)).toBe('a=2; a=9; b=3');
  });
  it('R120 a jar through JSON keeps every attribute and the order', async () => {
    const server = await baker();
    const s = namedSession();
    const at = `http://a.shop.test:${server.port}`;
    const full =
      'n="v"; Domain=shop.test; Path=/; Expires=Sun, 06 Nov 2094 08:49:37 GMT; HttpOnly; SameSite=Lax';
    await s.get(at + setting('z=1; Path=/', full, 'a=1; Path=/'));
    await s.get(at);
    const said = last(server);
    expect(said).toBe('z=1; n="v"; a=1');
    expect(s.cookies.find(({ name }) => name === 'n')).toMatchObject({
      ...{ domain: 'shop.test', hostOnly: false, path: '/', httpOnly: true, sameSite: 'lax', secure: false },
      expires: '2094-11-06T08:49:37.000Z',
    });
    s.cookies = (JSON.parse(JSON.stringify(s.cookies)) as unknown[]).map((one) => Cookie.parse(one));
    await s.get(at);
    expect(last(server)).toBe(said);
  });
});

describe('what is sent', () => {
  it('R109 a cookie put in without a domain goes to every host', async () => {
    const one = await baker();
    const two = await baker({ host: '127.0.0.2' });
    const s = session({}, [cookieFromInput({ name: 'k', value: 'v' }, Date.now())]);
    for (const server of [one, two]) {
      await s.get(`${server.url}/deep/path`);
      expect(last(server)).toBe('k=v');
    }
  });
  it('R116 a Secure cookie goes over https alone', async () => {
    const secure = await baker({ tls: SELF_SIGNED });
    const plain = await baker();
    const s = session({ verify: false });
    await s.get(secure.url + setting('a=1; Secure; Path=/'));
    const { record } = await s.get(plain.url);
    expect(last(plain)).toBeUndefined();
    expect(record.cookies.withheld).toMatchObject([{ name: 'a', reason: 'Secure, but the URL is http' }]);
    await s.get(secure.url);
    expect(last(secure)).toBe('a=1');
  });
  it('R117 the default path is the directory of the request’s path', async () => {
    const server = await baker();
    const s = session();
    await s.get(`${server.url}/a/b${setting('c=1').replace('/set', '')}`);
    expect(s.cookies.map(({ path }) => path)).toEqual(['/a']);
    const sent: (string | undefined)[] = [];
    for (const path of ['/a', '/a/x/y', '/ab', '/']) {
      await s.get(server.url + path);
      sent.push(last(server));
    }
    expect(sent).toEqual(['c=1', 'c=1', undefined, undefined]);
  });
  it('R118 longer paths go first, then older cookies', async () => {
    const server = await baker();
    const s = session();
    await s.get(server.url + setting('c=1; Path=/', 'b=1; Path=/set', 'a=1; Path=/'));
    await s.get(server.url + setting('0=1; Path=/'));
    await s.get(`${server.url}/set`);
    expect(last(server)).toBe('b=1; c=1; a=1; 0=1');
  });
  it('R119 departs: a quoted value comes back byte for byte, escaped quotes too', async () => {
    const server = await baker();
    const s = session();
    await s.get(server.url + setting(String.raw`q="a\"b"; Path=/`));
    await s.get(server.url);
    expect(last(server)).toBe(String.raw`q="a\"b"`);
  });
  it('R121 ports do not matter, and an address matches itself alone', async () => {
    const one = await baker();
    const two = await baker();
    const other = await baker({ host: '127.0.0.2' });
    const s = session();
    await s.get(one.url + setting('a=1; Path=/', 'x=1; Domain=0.0.1'));
    for (const server of [two, other]) await s.get(server.url);
    expect([last(two), last(other)]).toEqual(['a=1', undefined]);
  });
  it.each(['Strict', 'Lax', 'None'])('R122 SameSite=%s is listed and restricts nothing', async (sameSite) => {
    const server = await baker();
    const s = session();
    await s.get(server.url + setting(`a=1; Path=/; SameSite=${sameSite}`));
    expect(s.cookies).toMatchObject([{ sameSite: sameSite.toLowerCase() }]);
    await s.get(server.url, { method: 'POST' });
    expect(last(server)).toBe('a=1');
  });
});
