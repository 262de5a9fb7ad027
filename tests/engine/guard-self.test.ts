import { describe, expect, it } from 'vitest';
import type { EgressPolicy } from '@/lib/engine/contract';
import { CLOSED, OPEN, verdict } from './guard-verdict';

describe('our own origin', () => {
  const policy: EgressPolicy = {
    ...OPEN,
    allow: ['127.0.0.1'],
    self: [
      { host: 'localhost', port: 3000 },
      { host: 'play.example.com', port: 443 },
    ],
  };
  it.each([
    'localhost:3000',
    '127.0.0.1:3000',
    '127.0.0.2:3000',
    '[::1]:3000',
    '0.0.0.0:3000',
    '[::]:3000',
    '[::ffff:127.0.0.1]:3000',
    'LOCALHOST.:3000',
    'a.localhost:3000',
    '2130706433:3000',
  ])('is closed as %s', (host) => {
    expect(verdict(`http://${host}/api/v1/sessions`, policy)).not.toBe('allowed');
    expect(verdict(`http://${host}/practice/login`, policy)).toBe('allowed');
  });
  it('is closed under a name that resolves to it', () => {
    expect(verdict('http://lvh.me:3000/api', policy, ['127.0.0.1'])).toBe('dns');
    expect(verdict('http://lvh.me:3000/practice/', policy, ['127.0.0.1'])).toBe('allowed');
  });
  it('leaves other ports and other hosts alone', () => {
    expect(verdict('http://127.0.0.1:3001/api', policy)).toBe('allowed');
    expect(verdict('https://play.example.com:8443/api', policy)).toBe('allowed');
    expect(verdict('https://play.example.com/api', policy)).toBe('host');
  });
  it('is closed at the port of the public origin on this machine, where another program answers', () => {
    const closed = { ...policy, allowPrivate: false, allow: [] };
    expect(verdict('https://127.0.0.1/practice/', closed)).not.toBe('allowed');
    expect(verdict('https://localhost/practice/', closed)).not.toBe('allowed');
    expect(verdict('https://lvh.me/practice/', closed, ['127.0.0.1'])).toBe('dns');
    expect(verdict('https://play.example.com/practice/', closed, ['127.0.0.1'])).toBe('allowed');
  });
  it('has public addresses that are closed at every port, for all but the operator', () => {
    const own = ['93.184.215.14', '2606:4700:4700::1111'];
    const closed = { ...CLOSED, self: own.map((host) => ({ host, port: 3000 })) };
    for (const url of ['http://93.184.215.14:9090/', 'https://[2606:4700:4700:0::1111]/']) {
      expect(verdict(url, closed)).toBe('ip');
      expect(verdict(url, { ...closed, allow: own })).toBe('allowed');
      expect(verdict(url, { ...closed, allowPrivate: true })).toBe('allowed');
    }
    expect(verdict('http://a.example.org/', closed, ['8.8.8.8', '93.184.215.14'])).toBe('dns');
    expect(verdict('http://a.example.org/', closed, ['8.8.8.8', '93.184.215.15'])).toBe('allowed');
    expect(verdict('http://93.184.215.14:3000/practice/', closed)).toBe('allowed');
  });
  it('is open for /practice/ where private targets are closed', () => {
    expect(
      verdict(
        'http://localhost:3000/practice/cookies?a=../x',
        { ...policy, allowPrivate: false, allow: [] },
        ['127.0.0.1'],
      ),
    ).toBe('allowed');
  });
  it.each([
    '/',
    '/api',
    '/practice',
    '/practicex/',
    '/Practice/',
    '/practice/../api',
    '/practice/%2e%2e/api',
    '/practice/%252e%252e/api',
    '/practice/..%2fapi',
    '/practice/..%5capi',
    '/practice/..\\api',
    '/practice//api',
    '//practice/',
    '/practice/./x',
    '/practice/x/..',
    '/practice/%',
    '/practice/%ff',
    '/practice/;/../api',
    '/practice/%00',
    '/./practice/',
    '/practice%2f',
    '\\practice\\',
    '?/practice/',
  ])('is closed for %s', (path) => {
    expect(verdict(`http://localhost:3000${path}`, policy)).not.toBe('allowed');
  });
});
