import { describe, expect, it } from 'vitest';
import { CookieFault, cookieFromInput } from '@/lib/engine/cookie-input';
import { isExpired } from '@/lib/engine/cookie-list';
import type { CookieInput } from '@/lib/model/cookie';
import { cookie, NOW } from './cookie-jar';

function fault(part: Partial<CookieInput>): string {
  try {
    cookieFromInput({ name: 'a', value: 'b', ...part }, NOW);
  } catch (error) {
    if (error instanceof CookieFault) return `${error.field}: ${error.message}`;
    throw error;
  }
  return 'accepted';
}

describe('a cookie put in by hand', () => {
  it('R109 needs a name and a value alone', () => {
    expect(cookieFromInput({ name: 'a', value: 'b' }, NOW)).toEqual(
      cookie({
        name: 'a',
        value: 'b',
        domain: '',
        hostOnly: false,
        createdAt: '2030-01-01T12:00:00.000Z',
        lastAccessedAt: '2030-01-01T12:00:00.000Z',
      }),
    );
  });

  it.each([
    [{ domain: 'Shop.Test' }, 'shop.test', true],
    [{ domain: '.shop.test' }, 'shop.test', false],
    [{ domain: 'shop.test', hostOnly: false }, 'shop.test', false],
    [{ domain: '.shop.test', hostOnly: true }, 'shop.test', true],
    [{ domain: 'bücher.test' }, 'xn--bcher-kva.test', true],
    [{ domain: 'localhost' }, 'localhost', true],
    [{ domain: 'intranet' }, 'intranet', true],
    [{ domain: '127.0.0.1', hostOnly: false }, '127.0.0.1', true],
    [{ domain: '[2001:DB8::1]' }, '2001:db8::1', true],
    [{ domain: '2001:db8:0::1' }, '2001:db8::1', true],
    [{ domain: 'com' }, 'com', true],
    [{ domain: '', hostOnly: true }, '', false],
  ])('%o is for %s, host-only %s', (part, domain, hostOnly) => {
    expect(cookieFromInput({ name: 'a', value: 'b', ...part }, NOW)).toMatchObject({ domain, hostOnly });
  });

  it.each([
    [{ name: '' }, 'name: A cookie needs a name.'],
    [{ name: 'a=b' }, 'name: A cookie name cannot have "=".'],
    [{ name: ' a' }, 'name: A cookie name cannot begin or end with a space.'],
    [{ name: 'a;b' }, 'name: A cookie name cannot have ";".'],
    [{ value: 'a\r\nX: y' }, 'value: A cookie value cannot have a control character.'],
    [{ value: 'a; b=c' }, 'value: A cookie value cannot have ";".'],
    [
      { value: '春' },
      'value: A cookie value goes out as latin-1 bytes, and "春" is not one: percent-encode it.',
    ],
    [{ value: 'v'.repeat(4096) }, 'value: Name and value are 4097 octets, over 4096.'],
    [{ path: 'account' }, 'path: A cookie path begins with "/".'],
    [{ path: '/\n' }, 'path: A cookie path cannot have a control character.'],
    [{ domain: '.com' }, 'domain: "com" is a public suffix, which no cookie may span (RFC 6265bis §5.7).'],
    [
      { domain: 'co.uk', hostOnly: false },
      'domain: "co.uk" is a public suffix, which no cookie may span (RFC 6265bis §5.7).',
    ],
    [{ domain: 'http://shop.test' }, 'domain: "http://shop.test" is not a host name.'],
    [{ domain: 'shop.test:80' }, 'domain: "shop.test:80" is not a host name.'],
    [{ domain: 'shop..test' }, 'domain: "shop..test" is not a host name.'],
    [{ domain: '.' }, 'domain: "." is not a host name.'],
    [{ name: '__Secure-a' }, 'name: __Secure- needs Secure (RFC 6265bis §5.7).'],
    [{ name: '__Host-a', secure: true }, 'name: __Host- needs a host without Domain (RFC 6265bis §5.7).'],
    [
      { name: '__Host-a', secure: true, domain: 'shop.test', path: '/x' },
      'name: __Host- needs Path=/ (RFC 6265bis §5.7).',
    ],
    [{ name: '__Host-a', secure: true, domain: 'shop.test' }, 'accepted'],
    [{ createdAt: 'yesterday' }, 'createdAt: "yesterday" is not a time: write it as 2030-01-31T12:00:00Z.'],
  ])('%o: %s', (part, message) => {
    expect(fault(part)).toBe(message);
  });

  it('ends at expires, else maxAge seconds from now, else never', () => {
    const end = (part: Partial<CookieInput>): string | null =>
      cookieFromInput({ name: 'a', value: '', ...part }, NOW).expires;
    expect(end({})).toBeNull();
    expect(end({ maxAge: 60 })).toBe('2030-01-01T12:01:00.000Z');
    expect(end({ maxAge: 60, expires: '2030-01-01T14:00:30+02:00' })).toBe('2030-01-01T12:00:30.000Z');
    expect(isExpired({ expires: end({ maxAge: 0, expires: '2031-01-01T00:00:00Z' }) }, NOW)).toBe(true);
  });
});
