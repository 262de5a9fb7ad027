import { describe, expect, it } from 'vitest';
import { cookieFromInput } from '@/lib/engine/cookie-input';
import { readCookies } from '@/lib/interchange/cookies-read';
import { writeCookies } from '@/lib/interchange/cookies-write';
import type { Cookie } from '@/lib/model/cookie';

const NOW = Date.UTC(2026, 0, 1);
const held: Cookie[] = [
  cookieFromInput(
    {
      name: 'sid',
      value: 'a=b c',
      domain: 'shop.test',
      hostOnly: true,
      httpOnly: true,
      secure: true,
      sameSite: 'lax',
      expires: '2027-01-02T03:04:05.000Z',
    },
    NOW,
  ),
  cookieFromInput({ name: 'theme', value: '', domain: 'shop.test', hostOnly: false, path: '/app' }, NOW),
];
const again = (text: string, domain = '') => readCookies(text, domain).cookies.map(({ cookie }) => cookie);

describe('cookies as JSON', () => {
  it('come back with every attribute', () => {
    const text = writeCookies(held, 'json');
    expect(again(text).map((cookie) => cookieFromInput(cookie, NOW))).toEqual(held);
  });

  it('are read from a storage state and from what browser extensions write', () => {
    const state = {
      cookies: [{ name: 'a', value: '1', domain: '.x.test', path: '/', expires: -1, sameSite: 'Lax' }],
    };
    expect(again(JSON.stringify(state))).toMatchObject([
      { name: 'a', domain: 'x.test', hostOnly: false, expires: null, sameSite: 'lax' },
    ]);
    const extension = [
      { name: 'b', value: '2', domain: 'x.test', expirationDate: 1798858800.5, sameSite: 'no_restriction' },
    ];
    expect(again(JSON.stringify(extension))).toMatchObject([
      { name: 'b', hostOnly: true, expires: '2027-01-02T03:00:00.500Z', sameSite: 'none' },
    ]);
  });

  it('say what is wrong instead of being dropped', () => {
    expect(readCookies('[{"name": 1}, {"name": "ok"}]', '')).toMatchObject({
      cookies: [{ cookie: { name: 'ok' } }],
      warnings: ['cookie 1: name cannot be read.'],
    });
    expect(readCookies('{"nothing": true}', '').warnings).toEqual([
      'There is no list of cookies in this JSON.',
    ]);
    expect(readCookies('{broken', '').warnings[0]).toMatch(/^This is not JSON/);
  });
});

describe('cookies.txt', () => {
  it('is written as curl writes it, and read again', () => {
    const text = writeCookies(held, 'netscape');
    expect(text.split('\n')).toEqual([
      '# Netscape HTTP Cookie File',
      '#HttpOnly_shop.test\tFALSE\t/\tTRUE\t1798859045\tsid\ta=b c',
      '.shop.test\tTRUE\t/app\tFALSE\t0\ttheme\t',
      '',
    ]);
    expect(again(text)).toMatchObject([
      { name: 'sid', value: 'a=b c', domain: 'shop.test', hostOnly: true, httpOnly: true, secure: true },
      { name: 'theme', value: '', domain: 'shop.test', hostOnly: false, path: '/app', expires: null },
    ]);
  });

  it('passes over comments and names the lines that cannot be read', () => {
    const text =
      '# Netscape HTTP Cookie File\n# a comment\n\nx.test\tFALSE\t/\tFALSE\tsoon\ta\t1\nx.test\tFALSE\t/\tFALSE';
    expect(readCookies(text, '')).toMatchObject({
      format: 'netscape',
      cookies: [],
      warnings: [
        'line 4: “soon” is no time in seconds.',
        'line 5: 4 fields with tabs between, where 7 are needed.',
      ],
    });
  });
});

describe('a Cookie header', () => {
  it('has names and values, for the domain that one says', () => {
    expect(writeCookies(held, 'header')).toBe('Cookie: sid=a=b c; theme=\n');
    expect(again('Cookie: a=1; b=x=y', 'shop.test')).toEqual([
      { name: 'a', value: '1', domain: 'shop.test' },
      { name: 'b', value: 'x=y', domain: 'shop.test' },
    ]);
    expect(readCookies('lonely; a=1', '')).toMatchObject({
      format: 'header',
      cookies: [{ where: 'a' }],
      warnings: ['“lonely” is no name=value.'],
    });
  });
});
