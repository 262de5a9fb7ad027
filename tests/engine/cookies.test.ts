import { describe, expect, it } from 'vitest';
import { cookieFromInput } from '@/lib/engine/cookie-input';
import { filterCookies } from '@/lib/engine/cookie-list';
import { Cookie } from '@/lib/model/cookie';
import { cookie, jarOf, NOW } from './cookie-jar';

const URL_A = 'https://shop.test/account/orders?page=2';

describe('storing', () => {
  it('R104 each Set-Cookie line is offered, in order, and all good ones are kept', async () => {
    const { jar, header } = jarOf();
    const { stored, rejected } = await jar.store(URL_A, ['a=1; Path=/', 'nameless', 'b=2; Path=/']);
    expect(stored.map((one) => one.name)).toEqual(['a', 'b']);
    expect(rejected).toEqual([{ setCookie: 'nameless', reason: 'it has no name', rule: 'RFC 6265 §5.2' }]);
    expect(await header(URL_A)).toBe('a=1; b=2');
  });

  it('R105 what was stored is what is left of this response, and nothing of the jar', async () => {
    const { jar } = jarOf([cookie({ name: 'old' })]);
    const { stored, removed } = await jar.store(URL_A, ['a=1', 'a=2', 'b=1', 'b=; Max-Age=0']);
    expect(stored.map((one) => [one.name, one.value])).toEqual([['a', '2']]);
    expect(removed.map((one) => one.name)).toEqual(['b']);
  });

  it.each(['Max-Age=0', 'Max-Age=-1', 'Expires=Thu, 01 Jan 1970 00:00:00 GMT'])(
    'R106 a cookie set with %s is removed and not listed',
    async (past) => {
      const { jar, header } = jarOf([cookie({})]);
      const outcome = await jar.store(URL_A, [`sid=gone; Path=/; ${past}`]);
      expect(outcome).toMatchObject({
        stored: [],
        rejected: [],
        removed: [{ name: 'sid', domain: 'shop.test', path: '/', rule: 'RFC 6265bis §5.7' }],
      });
      expect(await header(URL_A)).toBe('');
      expect(jar.changes()).toEqual({
        put: [],
        remove: [{ domain: 'shop.test', hostOnly: true, path: '/', name: 'sid' }],
      });
    },
  );

  it('R106 removing what is not there is said', async () => {
    const { rejected } = await jarOf().jar.store(URL_A, ['sid=; Max-Age=0']);
    expect(rejected[0]?.reason).toBe('already expired, and there is no such cookie to remove');
  });

  it('R114 a cookie replaces one of the same domain, path and name, and keeps its age', async () => {
    const { jar, header } = jarOf([cookie({ path: '/account' }), cookie({ name: 'b', path: '/account' })]);
    const { stored } = await jar.store(URL_A, ['sid=2']);
    expect(stored[0]?.createdAt).toBe('2030-01-01T11:59:30.000Z');
    expect(await header(URL_A)).toBe('sid=2; b=1');
  });

  it('R114 the same name on other paths and domains is another cookie', async () => {
    const { jar, header } = jarOf();
    await jar.store('https://a.shop.test/x/y', [
      'n=host',
      'n=path; Path=/',
      'n=domain; Domain=shop.test; Path=/',
    ]);
    expect(await header('https://a.shop.test/x/z')).toBe('n=host; n=path; n=domain');
  });

  it('R117 the default path is the directory of the request path', async () => {
    for (const [url, path] of [
      ['https://shop.test', '/'],
      ['https://shop.test/page', '/'],
      ['https://shop.test/a/b/', '/a/b'],
      ['https://shop.test/a/b/c?d=/e/f', '/a/b'],
      ['https://shop.test/a%20b/c', '/a%20b'],
    ] as const) {
      const { stored } = await jarOf().jar.store(url, ['a=1']);
      expect(stored[0]?.path).toBe(path);
    }
  });
});

describe('sending', () => {
  it('R109 a cookie put in without a domain goes to every host', async () => {
    const { header } = jarOf([cookieFromInput({ name: 'k', value: 'v' }, NOW)]);
    expect(await header('http://shop.test/')).toBe('k=v');
    expect(await header('http://192.0.2.1:8080/deep/path')).toBe('k=v');
    expect(await header('http://[::1]/')).toBe('k=v');
  });

  it("R109 and is beside, not replaced by, a host's own cookie of that name", async () => {
    const { jar, header } = jarOf([cookieFromInput({ name: 'k', value: 'mine' }, NOW)]);
    await jar.store('http://shop.test/', ['k=theirs']);
    expect(await header('http://shop.test/')).toBe('k=mine; k=theirs');
    expect(await header('http://other.test/')).toBe('k=mine');
  });

  it('R116 Secure cookies go only over https', async () => {
    const { jar, header } = jarOf();
    await jar.store(URL_A, ['sid=1; Secure; Path=/']);
    expect(await header('https://shop.test:8443/')).toBe('sid=1');
    expect(await header('http://shop.test/')).toBe('');
  });

  it.each([
    'http://localhost:3000/',
    'http://127.0.0.1/',
    'http://127.9.9.9/',
    'http://[::1]:3000/',
    'http://app.localhost/',
  ])('R116 %s may set a Secure cookie, which still goes over https alone', async (url) => {
    const { jar, header } = jarOf();
    expect((await jar.store(url, ['sid=1; Secure; Path=/'])).stored).toHaveLength(1);
    expect((await jar.cookiesFor(url)).withheld[0]?.reason).toBe('Secure, but the URL is http');
    expect(await header(url.replace('http:', 'https:'))).toBe('sid=1');
  });

  it('R118 longer paths go first, then older cookies, also within one response', async () => {
    const { jar, header } = jarOf();
    await jar.store(URL_A, ['c=1; Path=/', 'b=1; Path=/account', 'a=1; Path=/']);
    await jar.store(URL_A, ['0=1; Path=/', 'd=1; Path=/account/orders']);
    expect(await header(URL_A)).toBe('d=1; b=1; c=1; a=1; 0=1');
  });

  it('R118 and in a later send, from the store, in any row order', async () => {
    const first = jarOf();
    await first.jar.store(
      URL_A,
      Array.from({ length: 30 }, (_, index) => `n${String(30 - index)}=1; Path=/`),
    );
    const said = await first.header(URL_A);
    expect(await jarOf(first.jar.changes().put.reverse()).header(URL_A)).toBe(said);
  });

  it('R119 departs: a quoted value keeps its escaped quotes too, byte for byte', async () => {
    const { jar, header } = jarOf();
    await jar.store(URL_A, [String.raw`q="a\"b"; Path=/`]);
    expect(await header(URL_A)).toBe(String.raw`q="a\"b"`);
  });

  it('R121 ports are ignored', async () => {
    const { jar, header } = jarOf();
    await jar.store('http://shop.test:8080/', ['a=1']);
    expect(await header('http://shop.test:9090/')).toBe('a=1');
    expect(await header('https://shop.test/')).toBe('a=1');
  });

  it('R121 an IP address matches exactly', async () => {
    const { jar, header } = jarOf();
    const { stored, rejected } = await jar.store('http://127.0.0.1/', [
      'a=1',
      'b=1; Domain=127.0.0.1',
      'c=1; Domain=0.0.1',
    ]);
    expect(stored.map((one) => [one.name, one.domain, one.hostOnly])).toEqual([
      ['a', '127.0.0.1', true],
      ['b', '127.0.0.1', true],
    ]);
    expect(rejected[0]?.reason).toBe('domain 0.0.1 does not match 127.0.0.1');
    expect(await header('http://127.0.0.1:81/')).toBe('a=1; b=1');
    expect(await header('http://127.0.0.2/')).toBe('');
    expect(await header('http://x.127.0.0.1/')).toBe('');
  });

  it('R121 an IPv6 address is the same in every spelling', async () => {
    const { jar, header } = jarOf();
    await jar.store('http://[2001:DB8:0::1]:8080/', ['a=1', 'b=1; Domain=[2001:db8::1]']);
    expect(await header('http://[2001:db8::1]/')).toBe('a=1; b=1');
    expect(await header('http://[2001:db8::2]/')).toBe('');
  });

  it.each(['Strict', 'Lax', 'None'])('R122 SameSite=%s is kept and restricts nothing', async (sameSite) => {
    const { jar, header } = jarOf();
    const { stored } = await jar.store('http://shop.test/', [`a=1; SameSite=${sameSite}`]);
    expect(stored[0]?.sameSite).toBe(sameSite.toLowerCase());
    expect(await header('http://shop.test/')).toBe('a=1');
  });
});

describe('reading', () => {
  const cookies = [
    cookie({}),
    cookie({ path: '/a' }),
    cookie({ domain: 'api.test', value: '2' }),
    cookie({ name: 'other' }),
  ];

  it('R111 a name alone takes that cookie on every domain and path', () => {
    expect(filterCookies(cookies, { name: 'sid' })).toHaveLength(3);
  });

  it('R112 departs: several of a name are several, not an error; domain and path narrow', () => {
    expect(filterCookies(cookies, { name: 'sid', domain: 'shop.test' })).toHaveLength(2);
    expect(filterCookies(cookies, { name: 'sid', domain: '.API.test', path: '/' })[0]?.value).toBe('2');
    expect(filterCookies(cookies, { name: 'none' })).toEqual([]);
  });

  it('R113 no filter lists every cookie', () => {
    expect(filterCookies(cookies, {})).toHaveLength(4);
  });

  it('R120 a cookie stored keeps every attribute through JSON', async () => {
    const { jar } = jarOf();
    await jar.store('https://a.shop.test/', [
      'n="v"; Domain=shop.test; Path=/x; Max-Age=60; Expires=Sun, 06 Nov 2094 08:49:37 GMT; Secure; HttpOnly; SameSite=Lax; Partitioned',
    ]);
    const [kept] = jar.changes().put;
    expect(Cookie.parse(JSON.parse(JSON.stringify(kept)))).toEqual({
      name: 'n',
      value: '"v"',
      domain: 'shop.test',
      hostOnly: false,
      path: '/x',
      expires: '2030-01-01T12:01:00.000Z',
      maxAge: 60,
      secure: true,
      httpOnly: true,
      sameSite: 'lax',
      partitioned: true,
      createdAt: '2030-01-01T12:00:00.000Z',
      lastAccessedAt: '2030-01-01T12:00:00.000Z',
    });
  });
});
