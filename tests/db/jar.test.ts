import { describe, expect, it } from 'vitest';
import {
  copyCookies,
  deleteCookie,
  deleteCookies,
  listCookies,
  loadCookies,
  putCookies,
  replaceCookies,
} from '@/lib/db/jar';
import { deleteSession, findSession } from '@/lib/db/sessions';
import { fileDatabase, freshDatabase, KINDS, newScope } from '../support/database';
import { cookie, newSession } from './samples';

const names = (cookies: readonly { name: string }[]) => cookies.map(({ name }) => name);

describe.each(KINDS)('the jar on %s', (kind) => {
  it('gives every attribute of a cookie back', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const session = await newSession(scope);
    const full = cookie('full', {
      value: 'a=b; "c" é 🍪',
      domain: 'shop.a.test',
      path: '/cart',
      expires: '2099-01-01T00:00:00.000Z',
      maxAge: 3600,
      secure: true,
      httpOnly: false,
      sameSite: 'none',
      hostOnly: false,
      partitioned: true,
      lastAccessedAt: '2026-02-03T04:05:06.007Z',
    });
    await putCookies(scope, session, [full]);
    expect(await listCookies(scope, session)).toEqual([full]);
    expect(await loadCookies(scope, session, 'shop.a.test')).toEqual([full]);
  });

  it('moves a cookie that was edited to its new key, or keeps it where it cannot', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const session = await newSession(scope);
    const old = cookie('old', { value: 'typed with care' });
    await putCookies(scope, session, [old]);
    const broken = putCookies(scope, session, [cookie('bro\0ken')], [old]);
    await expect(broken).rejects.toMatchObject({ code: 'invalid_request' });
    expect(names(await listCookies(scope, session))).toEqual(['old']);
    await putCookies(scope, session, [cookie('new')], [old]);
    expect(names(await listCookies(scope, session))).toEqual(['new']);
  });

  it('loads the cookies of the host, of its parent domains and of domain "", and no others', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const session = await newSession(scope);
    const domains = [
      'www.a.test',
      'a.test',
      'test',
      '',
      'b.test',
      'www.b.test',
      'xa.test',
      '10.0.0.1',
      '0.1',
      'a.test.',
    ];
    await putCookies(
      scope,
      session,
      domains.map((domain) => cookie(domain || 'everywhere', { domain })),
    );
    expect(names(await loadCookies(scope, session, 'WWW.a.test'))).toEqual([
      'www.a.test',
      'a.test',
      'test',
      'everywhere',
    ]);
    expect(names(await loadCookies(scope, session, '10.0.0.1'))).toEqual(['everywhere', '10.0.0.1']);
    // A name with its root dot is another host than the one without.
    expect(names(await loadCookies(scope, session, 'www.a.test.'))).toEqual(['everywhere', 'a.test.']);
  });

  it('keeps the same name for several paths, domains and host-only flags apart', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const session = await newSession(scope);
    const four = [
      cookie('c'),
      cookie('c', { path: '/x' }),
      cookie('c', { domain: 'www.a.test' }),
      cookie('c', { hostOnly: false }),
    ];
    await putCookies(scope, session, four);
    expect(await listCookies(scope, session)).toEqual(four);
  });

  it('replaces the cookie of the same key and leaves it in its place', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const session = await newSession(scope);
    await putCookies(scope, session, [cookie('a'), cookie('b'), cookie('c')]);
    await putCookies(scope, session, [cookie('a', { value: 'new' })]);
    const jar = await listCookies(scope, session);
    expect(names(jar)).toEqual(['a', 'b', 'c']);
    expect(jar[0]?.value).toBe('new');
  });

  it('lists cookies in the order they were made, whatever their names', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const session = await newSession(scope);
    await putCookies(scope, session, [cookie('z'), cookie('m'), cookie('a')]);
    await putCookies(scope, session, [cookie('later', {}, 10)]);
    await putCookies(scope, session, [cookie('between', {}, 5)]);
    expect(names(await listCookies(scope, session))).toEqual(['z', 'm', 'a', 'between', 'later']);
  });

  it('takes the last of two cookies with one key in one call', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const session = await newSession(scope);
    await putCookies(scope, session, [cookie('a', { value: '1' }), cookie('a', { value: '2' })]);
    expect((await listCookies(scope, session)).map(({ value }) => value)).toEqual(['2']);
  });

  it('leaves expired cookies out of the list and the count, and keeps those beyond the year 9999', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const session = await newSession(scope);
    const far = '+012026-01-01T00:00:00.000Z';
    await putCookies(scope, session, [
      cookie('old', { expires: '2020-01-01T00:00:00.000Z' }),
      cookie('far', { expires: far }),
    ]);
    expect(names(await listCookies(scope, session))).toEqual(['far']);
    expect(await findSession(scope, session)).toMatchObject({ cookieCount: 1 });
  });

  it('narrows the list and the deletion by domain, path and name', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const session = await newSession(scope);
    await putCookies(scope, session, [
      cookie('a'),
      cookie('a', { path: '/x' }),
      cookie('b', { domain: 'b.test' }),
    ]);
    expect(await listCookies(scope, session, { name: 'a', path: '/x' })).toEqual([
      cookie('a', { path: '/x' }),
    ]);
    expect(await deleteCookies(scope, session, { domain: 'a.test' })).toBe(2);
    expect(names(await listCookies(scope, session))).toEqual(['b']);
    expect(await deleteCookies(scope, session, {})).toBe(1);
    expect(await listCookies(scope, session)).toEqual([]);
  });

  it('deletes exactly the one cookie of a key', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const session = await newSession(scope);
    await putCookies(scope, session, [cookie('a'), cookie('a', { hostOnly: false })]);
    expect(await deleteCookie(scope, session, cookie('a', { hostOnly: false }))).toBe(true);
    expect(await deleteCookie(scope, session, cookie('a', { hostOnly: false }))).toBe(false);
    expect(await listCookies(scope, session)).toEqual([cookie('a')]);
  });

  it('replaces the whole jar', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const session = await newSession(scope);
    await putCookies(scope, session, [cookie('a'), cookie('b')]);
    await replaceCookies(scope, session, [cookie('c'), cookie('b')]);
    expect(names(await listCookies(scope, session))).toEqual(['c', 'b']);
    await replaceCookies(scope, session, []);
    expect(await listCookies(scope, session)).toEqual([]);
  });

  it('R120 copies a jar with everything in it, order kept', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const [from, to] = [await newSession(scope), await newSession(scope)];
    const all = Array.from({ length: 40 }, (_, i) => cookie(`c${39 - i}`, { secure: i % 2 === 0 }));
    await putCookies(scope, from, all);
    await copyCookies(scope, from, to);
    expect(await listCookies(scope, to)).toEqual(all);
    expect(await listCookies(scope, from)).toEqual(all);
  });

  it('keeps a jar within its limit: expired cookies go first, then those not needed for longest', async () => {
    const scope = await newScope(await freshDatabase(kind, { cookiesPerSession: 5 }));
    const session = await newSession(scope);
    const used = (name: string, day: number) =>
      cookie(name, { lastAccessedAt: `2026-01-0${day}T00:00:00.000Z` });
    await putCookies(scope, session, [used('a', 3), used('b', 1), used('c', 4), used('d', 2)]);
    await putCookies(scope, session, [
      cookie('old', { ...used('old', 9), expires: '2020-01-01T00:00:00.000Z' }),
    ]);
    await putCookies(scope, session, [used('e', 5), used('f', 6)]);
    expect(names(await listCookies(scope, session)).sort()).toEqual(['a', 'c', 'd', 'e', 'f']);
    await replaceCookies(
      scope,
      session,
      Array.from({ length: 9 }, (_, i) => used(`n${i}`, i + 1)),
    );
    expect(names(await listCookies(scope, session))).toEqual(['n4', 'n5', 'n6', 'n7', 'n8']);
  });

  it('says that the session is gone rather than keeping cookies of nothing', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const session = await newSession(scope);
    await putCookies(scope, session, [cookie('a')]);
    await deleteSession(scope, session);
    expect(await listCookies(scope, session)).toEqual([]);
    await expect(putCookies(scope, session, [cookie('a')])).rejects.toMatchObject({ code: 'not_found' });
  });
});
