import { describe, expect, it } from 'vitest';
import { cookie, jarOf, NOW } from './cookie-jar';

/** What a response from `url` does with a line: `domain path` it is kept for (`=` marks host-only), or why it is refused. */
async function outcome(url: string, line: string): Promise<string> {
  const { stored, rejected } = await jarOf().jar.store(url, [line]);
  const [kept] = stored;
  if (kept === undefined) return rejected[0]?.reason ?? 'nothing';
  return `${kept.hostOnly ? '=' : ''}${kept.domain} ${kept.path}`;
}

const STORAGE = 'RFC 6265bis §5.7';
const RETRIEVAL = 'RFC 6265bis §5.8.3';

describe('Domain', () => {
  it.each([
    ['shop.test', '', '=shop.test /'],
    ['shop.test', 'Domain=shop.test', 'shop.test /'],
    ['shop.test', 'Domain=.shop.test', 'shop.test /'],
    ['a.b.shop.test', 'Domain=shop.test', 'shop.test /'],
    ['shop.test', 'Domain=evil.test', 'domain evil.test does not match shop.test'],
    ['shop.test', 'Domain=a.shop.test', 'domain a.shop.test does not match shop.test'],
    ['evilshop.test', 'Domain=shop.test', 'domain shop.test does not match evilshop.test'],
    ['shop.test', 'Domain=shop.test:80', 'domain shop.test:80 does not match shop.test'],
    ['shop.test', 'Domain=test', 'domain test is a public suffix'],
    ['shop.example.com', 'Domain=com', 'domain com is a public suffix'],
    ['shop.example.co.uk', 'Domain=.co.uk', 'domain co.uk is a public suffix'],
    ['me.github.io', 'Domain=github.io', 'domain github.io is a public suffix'],
    ['github.io', 'Domain=github.io', '=github.io /'],
    ['github.io', 'Domain=.GitHub.io', '=github.io /'],
    ['intranet', '', '=intranet /'],
    ['intranet', 'Domain=intranet', '=intranet /'],
    ['test', '', '=test /'],
    ['localhost', '', '=localhost /'],
    ['localhost', 'Domain=localhost', 'localhost /'],
    ['foo.local', 'Domain=foo.local', 'foo.local /'],
    ['a.my_app.test', 'Domain=my_app.test', 'my_app.test /'],
    ['shop.test.', '', '=shop.test. /'],
    ['shop.test', 'Domain=shop.test.', 'domain shop.test. does not match shop.test'],
    ['a.shop.com.', 'Domain=com.', 'domain com. is a public suffix'],
    ['a.xn--bcher-kva.test', 'Domain=xn--bcher-kva.test', 'xn--bcher-kva.test /'],
    ['xn--bcher-kva.test', 'Domain=b\xc3\xbccher.test', 'its Domain is not ASCII'],
    ['10.0.0.1', 'Domain=0.0.1', 'domain 0.0.1 does not match 10.0.0.1'],
    ['0x7f.1', 'Domain=1', 'domain 1 does not match 0x7f.1'],
  ])('%s with "%s" → %s', async (host, attribute, expected) => {
    expect(await outcome(`http://${host}/`, `a=1; ${attribute}`)).toBe(expected);
  });

  it('reads the host of a URL with user, password, port and capitals', async () => {
    expect(await outcome('http://evil.test:x@SHOP.test:8080/a/b', 'a=1')).toBe('=shop.test /a');
    expect(await outcome('http://shop.test?@evil.test/', 'a=1')).toBe('=shop.test /');
  });

  it('a host-only cookie and a domain cookie of one name are two', async () => {
    const { jar, header } = jarOf();
    await jar.store('http://shop.test/', ['a=host', 'a=domain; Domain=shop.test']);
    expect(await header('http://shop.test/')).toBe('a=host; a=domain');
    expect(await header('http://www.shop.test/')).toBe('a=domain');
  });
});

describe('Secure', () => {
  it('is refused from http', async () => {
    const { jar } = jarOf();
    const { rejected } = await jar.store('http://shop.test/', ['a=1; Secure']);
    expect(rejected).toEqual([
      { setCookie: 'a=1; Secure', reason: 'Secure, but the URL is http', rule: STORAGE },
    ]);
  });

  it.each([
    ['a=2; Path=/account', false],
    ['a=2; Path=/account/deep', false],
    ['a=2; Path=/account; Domain=shop.test', false],
    ['a=; Path=/account; Max-Age=0', false],
    ['a=2; Path=/', true],
    ['a=2; Path=/accounts', true],
    ['A=2; Path=/account', true],
  ])('and http may not shadow one: %s → stored %s', async (line, allowed) => {
    const { jar } = jarOf([cookie({ name: 'a', path: '/account', secure: true })]);
    const { stored, rejected } = await jar.store('http://shop.test/', [line]);
    expect(stored).toHaveLength(allowed ? 1 : 0);
    if (!allowed) expect(rejected[0]?.reason).toBe('a Secure cookie a is there, and the URL is http');
  });

  it('nor from a sub-domain one of its parent', async () => {
    const { jar } = jarOf([cookie({ name: 'a', domain: 'shop.test', hostOnly: false, secure: true })]);
    expect((await jar.store('http://www.shop.test/', ['a=2'])).rejected).toHaveLength(1);
    expect((await jar.store('https://www.shop.test/', ['a=2'])).stored).toHaveLength(1);
  });

  it('an expired Secure cookie guards nothing', async () => {
    const { jar } = jarOf([cookie({ name: 'a', secure: true, expires: '2030-01-01T11:00:00.000Z' })]);
    const { stored, removed } = await jar.store('http://shop.test/', ['a=2; Path=/']);
    expect(stored[0]?.createdAt).toBe(new Date(NOW).toISOString());
    expect(removed).toEqual([]);
  });
});

describe('prefixes', () => {
  it.each([
    ['https', '__Secure-a=1; Secure', '=shop.test /'],
    ['https', '__Secure-a=1; Secure; Domain=shop.test; Path=/x', 'shop.test /x'],
    ['https', '__Secure-a=1', '__Secure- needs Secure'],
    ['https', '__sEcUrE-a=1', '__sEcUrE- needs Secure'],
    ['http', '__Secure-a=1; Secure', 'Secure, but the URL is http'],
    ['https', '__Host-a=1; Secure; Path=/', '=shop.test /'],
    ['https', '__Host-a=1; Secure', '__Host- needs Path=/'],
    ['https', '__Host-a=1; Secure; Path=/x', '__Host- needs Path=/'],
    ['https', '__Host-a=1; Secure; Path=/; Domain=shop.test', '__Host- needs a host without Domain'],
    ['https', '__host-a=1; Path=/', '__host- needs Secure'],
    ['https', '__Http-a=1; Secure; HttpOnly; Domain=shop.test; Path=/x', 'shop.test /x'],
    ['https', '__Http-a=1; Secure', '__Http- needs HttpOnly'],
    ['https', '__http-a=1; HttpOnly', '__http- needs Secure'],
    ['https', '__Host-Http-a=1; Secure; HttpOnly; Path=/', '=shop.test /'],
    ['https', '__Host-Http-a=1; Secure; Path=/', '__Host-Http- needs HttpOnly'],
    ['https', '__Host-Http-a=1; Secure; HttpOnly', '__Host-Http- needs Path=/'],
    ['https', '__Hostess=1', '=shop.test /'],
    ['https', 'x__Host-a=1', '=shop.test /'],
  ])('%s %s → %s', async (scheme, line, expected) => {
    expect(await outcome(`${scheme}://shop.test/`, line)).toBe(expected);
  });
});

describe('Path', () => {
  it.each([
    ['/account', '/account', true],
    ['/account', '/account/', true],
    ['/account', '/account/x', true],
    ['/account', '/account?x', true],
    ['/account', '/accounts', false],
    ['/account', '/Account', false],
    ['/account', '/', false],
    ['/account/', '/account', false],
    ['/account/', '/account//x', true],
    ['/a%20b', '/a%20b/c', true],
    ['/a b', '/a%20b', false],
    ['/a%2Fb', '/a/b', false],
  ])('%s and a request for %s: %s', async (path, request, matches) => {
    const { header } = jarOf([cookie({ path })]);
    expect(await header(`http://shop.test${request}`)).toBe(matches ? 'sid=1' : '');
  });
});

describe('why a cookie stays behind', () => {
  it.each([
    [{ path: '/admin' }, 'path /admin does not match /account', RETRIEVAL],
    [{ domain: 'evil.test' }, 'domain evil.test does not match shop.test', RETRIEVAL],
    [{ domain: 'test' }, 'host-only: test alone, not shop.test', RETRIEVAL],
    [{ secure: true }, 'Secure, but the URL is http', RETRIEVAL],
    [{ expires: '2030-01-01T11:59:57.000Z' }, 'expired 3 s ago', STORAGE],
    [{ expires: '2030-01-01T12:00:00.000Z' }, 'expired 0 s ago', STORAGE],
    [{ expires: '2030-01-01T11:50:00.000Z' }, 'expired 10 min ago', STORAGE],
    [{ expires: '2030-01-01T07:00:00.000Z' }, 'expired 5 h ago', STORAGE],
    [{ expires: '2029-12-22T12:00:00.000Z', path: '/admin' }, 'expired 10 days ago', STORAGE],
  ])('%o: %s', async (part, reason, rule) => {
    const { jar } = jarOf([cookie(part)]);
    const { sent, withheld } = await jar.cookiesFor('http://shop.test/account');
    expect(sent).toEqual([]);
    const { name, domain, path } = cookie(part);
    expect(withheld).toEqual([{ name, domain, path, reason, rule }]);
  });
});
