import { describe, expect, it } from 'vitest';
import { parseSetCookie, type SetCookie } from '@/lib/engine/cookie-parse';
import { jarOf } from './cookie-jar';

function read(line: string): SetCookie {
  const parsed = parseSetCookie(line);
  if ('reason' in parsed) throw new Error(`${line} was refused: ${parsed.reason}`);
  return parsed;
}

function refused(line: string): string {
  const parsed = parseSetCookie(line);
  return 'reason' in parsed ? parsed.reason : `kept as ${JSON.stringify(parsed)}`;
}

describe('names and values', () => {
  it.each([
    ['a=b', 'a', 'b'],
    [' \ta \t= \tb \t', 'a', 'b'],
    ['a=', 'a', ''],
    ['a==b=', 'a', '=b='],
    ['a="b c"; x', 'a', '"b c"'],
    ['a=b,c', 'a', 'b,c'],
    ["a='1;2'", 'a', "'1"],
    ['a=1\t2', 'a', '1\t2'],
    ['a b=c', 'a b', 'c'],
    ['a=\xa0b\xa0', 'a', '\xa0b\xa0'],
    ['\xa0a=\x85', '\xa0a', '\x85'],
    ['__proto__=x', '__proto__', 'x'],
  ])('reads %j', (line, name, value) => {
    expect(read(line)).toMatchObject({ name, value });
  });

  it('gives back the bytes of UTF-8, also when one of them looks like a space', async () => {
    const { jar, header } = jarOf();
    const value = Buffer.from('voilà', 'utf8').toString('latin1');
    await jar.store('http://shop.test/', [`a=${value}`]);
    expect(await header('http://shop.test/')).toBe(`a=${value}`);
  });

  it.each(['', '=', 'a', ';', '=a', ' = a', '; a=b', 'a; b=c'])('refuses the nameless %j', (line) => {
    expect(refused(line)).toBe('it has no name');
  });

  it('refuses every control character but a tab, wherever it stands', () => {
    for (let code = 0; code < 0x80; code++) {
      if ((code >= 0x20 && code !== 0x7f) || code === 0x09) continue;
      const control = String.fromCharCode(code);
      for (const line of [`a${control}=b`, `a=b${control}c`, `a=b; Path=/${control}`]) {
        expect(refused(line)).toBe('it has a control character');
      }
    }
  });

  it('takes 4096 octets of name and value, and not one more', () => {
    expect(read(`${'n'.repeat(2048)}=${'v'.repeat(2048)}; Path=/`).value).toHaveLength(2048);
    expect(read(`n=${'v'.repeat(4095)}`).value).toHaveLength(4095);
    expect(refused(`n=${'v'.repeat(4096)}`)).toBe('name and value are 4097 octets, over 4096');
    expect(refused(`${'n'.repeat(4097)}=`)).toBe('name and value are 4097 octets, over 4096');
  });
});

describe('attributes', () => {
  it('ignores an attribute value over 1024 octets, not the cookie, nor an earlier value', () => {
    const path = `/${'p'.repeat(1023)}`;
    expect(read(`a=b; Path=${path}`).path).toBe(path);
    expect(read(`a=b; Path=${path}p`).path).toBeNull();
    expect(read(`a=b; Path=/x; Path=${path}p`).path).toBe('/x');
    expect(read(`a=b; Secure=${'x'.repeat(1025)}`).secure).toBe(false);
  });

  it.each([
    ['Secure', { secure: true }],
    ['sEcUrE =anything', { secure: true }],
    ['"Secure"', { secure: false }],
    ['Secure httponly', { secure: false, httpOnly: false }],
    ['HttpOnly=', { httpOnly: true }],
    ['Partitioned', { partitioned: true }],
    ['SameSite=LAX', { sameSite: 'lax' }],
    ['SameSite=Lax; SameSite=Strict', { sameSite: 'strict' }],
    ['SameSite=Strict; SameSite=bogus', { sameSite: null }],
    ['SameSite', { sameSite: null }],
    ['Path=/a; Path=/b', { path: '/b' }],
    ['Path=/a; Path', { path: null }],
    ['Path=a', { path: null }],
    ['Path="/a"', { path: null }],
    ['Path = /a b ', { path: '/a b' }],
    ['Domain=.A.Example', { domain: 'a.example' }],
    ['Domain=..a.example', { domain: '.a.example' }],
    ['Domain=a.example; Domain=', { domain: 'a.example' }],
    ['Max-Age=60', { maxAge: 60 }],
    ['Max-Age= -60 ', { maxAge: -60 }],
    ['Max-Age=60; Max-Age=6x', { maxAge: 60 }],
    ['Max-Age=+60', { maxAge: null }],
    ['Max-Age="60"', { maxAge: null }],
    ['Max-Age=1.5', { maxAge: null }],
    ['Max-Age=', { maxAge: null }],
    [`Max-Age=${'9'.repeat(400)}`, { maxAge: 253402300799 }],
    [';;=;x; =y; Secure', { secure: true }],
    ['__proto__=x; constructor=y; toString', { secure: false }],
  ])('reads %s', (attributes, expected) => {
    expect(read(`a=b; ${attributes}`)).toMatchObject(expected);
  });
});

describe('dates', () => {
  const day = '2094-11-06T08:49:37.000Z';
  it.each([
    ['Sat, 06 Nov 2094 08:49:37 GMT', day],
    ['Saturday, 06-Nov-2094 08:49:37 GMT', day],
    ['Sat Nov  6 08:49:37 2094', day],
    ['06 Nov 2094 08:49:37', day],
    ['6-nov-2094 8:49:37', day],
    ['2094 NOVEMBER 06 08:49:37 PST', day],
    ['08:49:37 06 Nov 2094 +0200', day],
    ['"Sat, 06 Nov 2094 08:49:37 GMT"', day],
    ['Sun, 06-Nov-94 08:49:37 GMT', '1994-11-06T08:49:37.000Z'],
    ['Mon, 06-Nov-69 08:49:37 GMT', '2069-11-06T08:49:37.000Z'],
    ['Fri, 06-Nov-70 08:49:37 GMT', '1970-11-06T08:49:37.000Z'],
    ['Tue, 29 Feb 2028 23:59:59 GMT', '2028-02-29T23:59:59.000Z'],
  ])('reads %s', (text, iso) => {
    expect(read(`a=b; Expires=${text}`).expires).toBe(Date.parse(iso));
  });

  it.each([
    '0',
    '-1',
    'never',
    'Sat, 06 Nov 2094',
    '31 Feb 2094 08:49:37',
    '00 Nov 2094 08:49:37',
    '06 Nov 1600 08:49:37',
    '06 Nov 2094 24:00:00',
    '06 Nov 2094 08:60:37',
    '06 Nov 2094 08:49:60',
    '06 Nov 2094 08:49',
    '06 Nov 20945 08:49:37',
    '2094-11-06T08:49:37Z',
  ])('ignores %s: a session cookie', (text) => {
    expect(read(`a=b; Expires=${text}`).expires).toBeNull();
  });

  it('lets Max-Age win over Expires in either order', async () => {
    const expires = 'Expires=Sat, 06 Nov 2094 08:49:37 GMT';
    for (const line of [`a=b; Max-Age=60; ${expires}`, `a=b; ${expires}; Max-Age=60`]) {
      const { stored } = await jarOf().jar.store('http://shop.test/', [line]);
      expect(stored[0]?.expires).toBe('2030-01-01T12:01:00.000Z');
    }
  });

  it('ends no cookie after the year 9999', async () => {
    const { stored } = await jarOf().jar.store('http://shop.test/', [`a=b; Max-Age=${'9'.repeat(99)}`]);
    expect(stored[0]?.expires).toBe('9999-12-31T23:59:59.000Z');
  });
});
