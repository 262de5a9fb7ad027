import { expect, it } from 'vitest';
import { ledgerOf } from '@/lib/engine/ledger';
import { cookie, jarOf } from './cookie-jar';

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
    { name: 'sid', value: '1', domain: 'shop.test', path: '/' },
    { name: 'old', value: '0', domain: 'shop.test', path: '/' },
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
  expect(ledger.removed).toEqual([{ name: 'old', domain: 'shop.test', path: '/' }]);
});

it('is empty where nothing happened', () => {
  expect(ledgerOf({}, {})).toEqual({ sent: [], withheld: [], stored: [], rejected: [], removed: [] });
});
