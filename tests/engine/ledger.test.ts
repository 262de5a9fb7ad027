import { describe, expect, it } from 'vitest';
import { ledgerOf } from '@/lib/engine/ledger';
import type { RemovedCookie } from '@/lib/model/exchange';
import { cookie, jarOf, NOW } from './cookie-jar';

it('accounts for every cookie of a hop: sent, withheld, stored, rejected, removed', async () => {
  const { jar } = jarOf([
    cookie({}),
    cookie({ name: 'admin', path: '/admin' }),
    cookie({ name: 'old', value: '0' }),
  ]);
  const url = 'http://shop.test/account';
  const sending = await jar.cookiesFor(url);
  const storing = await jar.store(url, ['new=1', 'x=1; Domain=evil.test', 'old=; Max-Age=0']);
  const ledger = ledgerOf(sending, storing);
  expect(ledger.sent).toEqual([
    { name: 'sid', value: '1', domain: 'shop.test', path: '/', from: 'session' },
    { name: 'old', value: '0', domain: 'shop.test', path: '/', from: 'session' },
  ]);
  expect(ledger.withheld).toEqual([
    {
      name: 'admin',
      domain: 'shop.test',
      path: '/admin',
      reason: 'path /admin does not match /account',
      rule: 'RFC 6265bis §5.8.3',
    },
  ]);
  expect(ledger.stored.map((one) => one.name)).toEqual(['new']);
  expect(ledger.rejected).toEqual([
    {
      setCookie: 'x=1; Domain=evil.test',
      reason: 'domain evil.test does not match shop.test',
      rule: 'RFC 6265bis §5.7',
    },
  ]);
  expect(ledger.removed).toEqual([
    {
      name: 'old',
      domain: 'shop.test',
      path: '/',
      reason: 'the response set it with Max-Age=0',
      rule: 'RFC 6265bis §5.7',
    },
  ]);
});

it('is empty where nothing happened', () => {
  expect(ledgerOf({}, {})).toEqual({ sent: [], withheld: [], stored: [], rejected: [], removed: [] });
});

describe('a cookie that took the place of another', () => {
  const url = 'https://shop.test/';

  it('is told apart from a new one, with the old value and what changed', async () => {
    const { jar } = jarOf([cookie({ value: 'old', expires: '2030-01-01T13:00:00.000Z' })]);
    const { stored } = await jar.store(url, ['sid=new; Path=/; Secure; SameSite=Lax', 'other=1']);
    expect(stored.map(({ name, replaced }) => [name, replaced])).toEqual([
      ['sid', { value: 'old', changed: ['value', 'expires', 'secure', 'sameSite'] }],
      ['other', undefined],
    ]);
    expect(Object.keys(jar.changes().put[0] ?? {})).not.toContain('replaced');
  });
  it('is compared with what was there before the response', async () => {
    const { jar } = jarOf([cookie({ value: 'old' })]);
    const { stored } = await jar.store(url, ['sid=1', 'sid=; Max-Age=0', 'sid=2', 'new=1', 'new=2']);
    expect(stored.map(({ name, replaced }) => [name, replaced])).toEqual([
      ['sid', { value: 'old', changed: ['value'] }],
      ['new', undefined],
    ]);
  });
  it('may be as it was', async () => {
    const { jar } = jarOf([cookie({ value: 'same' })]);
    const { stored } = await jar.store(url, ['sid=same']);
    expect(stored[0]?.replaced).toEqual({ value: 'same', changed: [] });
  });
});

describe('why a cookie left the jar', () => {
  const reasons = (removed: RemovedCookie[]): string[] =>
    removed.map(({ name, reason }) => `${name}: ${reason}`);

  it.each([
    ['Max-Age=-1', 'Max-Age=-1'],
    ['Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'an Expires in the past'],
  ])('R106 its Set-Cookie line said %s', async (attribute, words) => {
    const { jar } = jarOf([cookie({})]);
    const { removed } = await jar.store('https://shop.test/', [`sid=; ${attribute}`]);
    expect(reasons(removed)).toEqual([`sid: the response set it with ${words}`]);
  });
  it('its time was over', async () => {
    const { jar, clock } = jarOf([cookie({ expires: new Date(NOW + 1000).toISOString() })]);
    await jar.cookiesFor('https://shop.test/');
    clock.now = NOW + 4000;
    const { removed } = await jar.store('https://shop.test/', ['other=1']);
    expect(removed).toMatchObject([{ name: 'sid', reason: 'expired 3 s ago', rule: 'RFC 6265bis §5.7' }]);
  });
  it('its host, or the session, has too many', async () => {
    const first = { lastAccessedAt: '2030-01-01T11:00:00.000Z' };
    const host = jarOf([cookie({ name: 'a', ...first }), cookie({ name: 'b' })], { cookiesPerHost: 2 });
    const whole = jarOf([cookie({ name: 'a', ...first }), cookie({ name: 'b' })], { cookiesPerSession: 2 });
    const rest = 'those without Secure go first, then those unused longest';
    expect(reasons((await host.jar.store('https://shop.test/', ['c=1'])).removed)).toEqual([
      `a: shop.test has over 2 cookies: ${rest}`,
    ]);
    expect(reasons((await whole.jar.store('https://shop.test/', ['c=1'])).removed)).toEqual([
      `a: the session has over 2 cookies: ${rest}`,
    ]);
  });
});
