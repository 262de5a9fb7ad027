import { describe, expect, it } from 'vitest';
import { compareKeys, keyText } from '@/lib/engine/cookie-list';
import { cookie, jarOf, NOW } from './cookie-jar';

const iso = (ms: number): string => new Date(ms).toISOString();

describe('loading', () => {
  it('asks for each host once, when it is met', async () => {
    const { jar, loads } = jarOf();
    expect(loads).toEqual([]);
    await jar.cookiesFor('http://a.test:81/');
    await jar.store('http://a.test/', ['x=1']);
    await jar.cookiesFor('https://B.test/');
    await jar.cookiesFor('http://a.test/');
    expect(loads).toEqual(['a.test', 'b.test']);
  });

  it('asks for nothing when a response sets nothing', async () => {
    const { jar, loads } = jarOf();
    await jar.store('http://a.test/', []);
    expect(loads).toEqual([]);
  });

  it('keeps what this send decided when a later host brings the same rows again', async () => {
    const { jar, header } = jarOf([
      cookie({ domain: 'test', hostOnly: false }),
      cookie({ name: 'gone', domain: '' }),
    ]);
    await jar.store('http://test/', ['other=1']);
    await jar.cookiesFor('http://a.test/');
    expect(await header('http://b.test/')).toBe('sid=1; gone=1');
    expect(jar.changes().put.map((one) => one.name)).toEqual(['other']);
  });
});

describe('changes', () => {
  it('are none when nothing but a recent use happened', async () => {
    const { jar } = jarOf([cookie({ lastAccessedAt: iso(NOW - 60_000) })]);
    await jar.cookiesFor('http://shop.test/');
    expect(jar.changes()).toEqual({ put: [], remove: [] });
  });

  it('refresh the last access once it is over a minute old', async () => {
    const old = cookie({ lastAccessedAt: iso(NOW - 60_001) });
    const { jar } = jarOf([old, cookie({ name: 'idle', path: '/other', lastAccessedAt: iso(0) })]);
    await jar.cookiesFor('http://shop.test/');
    expect(jar.changes().put).toEqual([{ ...old, lastAccessedAt: iso(NOW) }]);
  });

  it('hold expired cookies that were found', async () => {
    const { jar, clock } = jarOf([cookie({ expires: iso(NOW + 1000) })]);
    expect((await jar.cookiesFor('http://shop.test/')).sent).toHaveLength(1);
    clock.now = NOW + 1000;
    expect((await jar.cookiesFor('http://shop.test/')).sent).toEqual([]);
    expect(jar.changes().remove).toEqual([{ domain: 'shop.test', hostOnly: true, path: '/', name: 'sid' }]);
    expect((await jar.cookiesFor('http://shop.test/')).withheld).toEqual([]);
  });

  it('name no key twice, sorted by key', async () => {
    const { jar } = jarOf([cookie({ name: 'z' }), cookie({ name: 'y' })]);
    await jar.store('http://shop.test/', [
      'z=1; Max-Age=0',
      'y=1; Max-Age=0',
      'z=2',
      'c=1',
      'a=1; Path=/b',
      'B=1',
      'c=2',
    ]);
    const { put, remove } = jar.changes();
    expect(put.map((one) => `${one.path} ${one.name} ${one.value}`)).toEqual([
      '/ B 1',
      '/ c 2',
      '/ z 2',
      '/b a 1',
    ]);
    expect(remove.map((one) => one.name)).toEqual(['y']);
    const keys = [...put, ...remove];
    expect(new Set(keys.map(keyText)).size).toBe(keys.length);
    expect([...put].sort(compareKeys)).toEqual(put);
  });
});

describe('limits', () => {
  const many = (count: number, attributes = ''): string[] =>
    Array.from({ length: count }, (_, index) => `n${String(index)}=1${attributes}`);

  it('keeps 180 cookies a host, the youngest of 500 in one response', async () => {
    const { jar } = jarOf();
    const { stored, removed } = await jar.store('http://shop.test/', many(500));
    expect(stored.map((one) => one.name)).toEqual(
      many(500)
        .slice(320)
        .map((line) => line.slice(0, -2)),
    );
    expect(removed).toHaveLength(320);
    expect(jar.changes().put).toHaveLength(180);
    expect(jar.changes().remove).toEqual([]);
  });

  it('drops the least recently used first, of those without Secure', async () => {
    const at = (minutes: number): Pick<ReturnType<typeof cookie>, 'lastAccessedAt'> => ({
      lastAccessedAt: iso(NOW - minutes * 60_000),
    });
    const { jar } = jarOf(
      [
        cookie({ name: 'secure', secure: true, ...at(90) }),
        cookie({ name: 'recent', ...at(1) }),
        cookie({ name: 'stale', ...at(60) }),
        cookie({ name: 'expired', expires: iso(NOW), ...at(0) }),
      ],
      { cookiesPerHost: 3 },
    );
    const { removed } = await jar.store('https://shop.test/', ['new=1']);
    expect(removed.map((one) => one.name)).toEqual(['expired', 'stale']);
    expect(jar.changes().remove.map((one) => one.name)).toEqual(['expired', 'stale']);
  });

  it('counts each domain by itself', async () => {
    const { jar } = jarOf([], { cookiesPerHost: 2 });
    const { removed } = await jar.store('http://a.shop.test/', [
      ...many(2),
      ...many(2, '; Domain=shop.test'),
    ]);
    expect(removed).toEqual([]);
  });

  it('and the session as a whole', async () => {
    const { jar } = jarOf([], { cookiesPerSession: 3 });
    await jar.store('http://a.test/', many(2));
    const { removed } = await jar.store('http://b.test/', many(2));
    expect(removed).toMatchObject([{ name: 'n0', domain: 'a.test', path: '/' }]);
  });
});
