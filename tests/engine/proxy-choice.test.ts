import { describe, expect, it } from 'vitest';
import { SendFailure } from '@/lib/engine/failure';
import { bypasses } from '@/lib/engine/no-proxy';
import { chooseProxy, mergeProxies } from '@/lib/engine/proxy-choice';
import { parseProxy } from '@/lib/engine/proxy-url';

describe('R135 which proxy', () => {
  const all = {
    'http://h.test': 'one',
    http: 'two',
    'all://h.test': 'three',
    all: 'four',
  };
  it.each([
    ['http://h.test/', 'one'],
    ['http://h.test:8080/', 'one'],
    ['http://u:p@H.Test/', 'one'],
    ['http://other.test/', 'two'],
    ['https://h.test/', 'three'],
    ['https://other.test/', 'four'],
  ])('for %s it is %s', (url, expected) => {
    expect(chooseProxy(all, url)).toBe(expected);
  });
  it('a key that is there with null means none', () => {
    expect(chooseProxy({ ...all, 'http://h.test': null }, 'http://h.test/')).toBeNull();
    expect(chooseProxy({ ...all, https: null }, 'https://other.test/')).toBeNull();
  });
  it('finds an IPv6 host with and without brackets', () => {
    expect(chooseProxy({ 'http://::1': 'p' }, 'http://[::1]:80/')).toBe('p');
    expect(chooseProxy({ 'http://[::1]': 'p' }, 'http://[::1]/')).toBe('p');
  });
  it('is none where no key fits, whatever Object.prototype holds', () => {
    expect(chooseProxy({}, 'http://h.test/')).toBeNull();
    expect(chooseProxy({ https: 'p' }, 'http://h.test/')).toBeNull();
  });
  it("R15 the request's keys go over the session's, and null takes one away", () => {
    const merged = mergeProxies({ http: 'a', https: 'b' }, { http: null, all: 'c' });
    expect(chooseProxy(merged, 'http://h/')).toBeNull();
    expect(chooseProxy(merged, 'https://h/')).toBe('b');
    expect(chooseProxy(mergeProxies({ http: 'a' }, { http: 'x' }), 'http://h/')).toBe('x');
    expect(chooseProxy(mergeProxies({ http: 'a' }, undefined), 'http://h/')).toBe('a');
  });
});

describe('R136 what a proxy URL says', () => {
  it.each([
    ['h:3128', 'http', 'h', 3128],
    ['127.0.0.1:3128', 'http', '127.0.0.1', 3128],
    ['localhost:3128', 'http', 'localhost', 3128],
    ['//h:1', 'http', 'h', 1],
    ['proxy', 'http', 'proxy', 80],
    ['HTTP://H:1/path?q', 'http', 'h', 1],
    ['https://h', 'https', 'h', 443],
    ['socks5://h', 'socks5', 'h', 1080],
    ['socks5h://[::1]:9', 'socks5h', '[::1]', 9],
    ['socks4a://h', 'socks4a', 'h', 1080],
  ])('%s', (text, kind, host, port) => {
    expect(parseProxy(text)).toEqual({ kind, host, port, credentials: null });
  });
  it.each([
    'http://:8080',
    'https://',
    'http:/x',
    'http:///x',
    'http:x',
    'socks5:h:1',
    'ftp://h:1',
    'http://h:99999',
    'http://h:x',
    'http://a b:1',
    'http://[::1',
    ':8080',
    `socks5://${'u'.repeat(256)}:p@h`,
    'socks4://a%00b@h',
  ])('%j is not one, and its message holds no credentials', (text) => {
    let failure: unknown;
    try {
      parseProxy(text.replace('http://', 'http://me:s3cret@'));
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(SendFailure);
    const { code, details, message } = failure as SendFailure;
    expect([code, details.field]).toEqual(['invalid_proxy_url', 'proxies']);
    expect(message).not.toContain('s3cret');
  });
  it.each([
    ['http://u%3A:p%40@h', { username: 'u:', password: 'p@' }],
    ['http://u:@h', { username: 'u', password: '' }],
    ['u:p@h:3', { username: 'u', password: 'p' }],
    ['http://u:p:q@x@h', { username: 'u', password: 'p:q@x' }],
    ['http://u@h', null],
    ['http://:p@h', null],
    ['socks4://u@h', { username: 'u', password: '' }],
  ])('R138 the credentials of %s', (text, expected) => {
    expect(parseProxy(text).credentials).toEqual(expected);
  });
});

describe('R140 no_proxy', () => {
  it.each([
    ['example.com', 'example.com', '', true],
    ['example.com', 'a.example.com', '', true],
    ['example.com', 'badexample.com', '', false],
    ['.example.com', 'example.com', '', true],
    ['.example.com', 'a.example.com', '', true],
    ['Example.COM', 'example.com', '', true],
    ['a.test, example.com ,b.test', 'example.com', '', true],
    ['example.com:8080', 'example.com', '8080', true],
    ['example.com:8080', 'a.example.com', '8080', true],
    ['example.com:80', 'example.com', '', false],
    ['example.com', 'example.com', '8080', true],
    ['10.0.0.1', '10.0.0.1', '', true],
    ['10.0.0.0/8', '10.9.9.9', '', true],
    ['10.0.0.0/8', '11.0.0.1', '', false],
    ['10.0.0.0/33', '10.0.0.1', '', false],
    ['0.0.0.0/0', '10.0.0.1', '', false],
    ['.0.0.1', '10.0.0.1', '', false],
    ['::1', '::1', '', true],
    ['[::1]', '::1', '', true],
    ['*', 'anything', '', true],
    ['', 'example.com', '', false],
    [',,', 'example.com', '', false],
  ])('%j and %s%s: %s', (list, host, port, expected) => {
    expect(bypasses(list, host, port)).toBe(expected);
  });
  it('R140 departs: as a key of the mapping it takes hosts out of the proxies beside it, since there is no environment', () => {
    const proxies = { all: 'p', no_proxy: 'h.test,10.0.0.0/8,g.test:81' };
    expect(chooseProxy(proxies, 'https://a.H.test:8443/')).toBeNull();
    expect(chooseProxy(proxies, 'http://10.1.1.1/')).toBeNull();
    expect(chooseProxy(proxies, 'http://g.test/')).toBe('p');
    expect(chooseProxy(proxies, 'http://g.test:81/')).toBeNull();
    expect(chooseProxy({ ...proxies, no_proxy: null }, 'http://h.test/')).toBe('p');
  });
});
