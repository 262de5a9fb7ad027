import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '@/lib/model/session';
import type { Problem } from '../support/api-client';
import { startTarget, type Target } from '../support/target-server';
import { api } from './shared-app';

let target: Target;
let elsewhere: Target;
beforeAll(async () => {
  target = await startTarget((request, response) => {
    if (request.url === '/forget') response.setHeader('Set-Cookie', 'a=; Max-Age=0; Path=/');
    response.end();
  });
  elsewhere = await startTarget((_, response) => void response.end(), { host: '127.0.0.2' });
});
afterAll(() => Promise.all([target.close(), elsewhere.close()]));

const names = (cookies: { name: string }[]): string[] => cookies.map(({ name }) => name);

describe('cookies over the API', () => {
  it('POST adds a cookie with the defaults of one put in by hand, and replaces the one of the same key', async () => {
    const { id } = await api.session();
    const answer = await api.call('POST', `/sessions/${id}/cookies`, { body: { name: 'a', value: '1' } });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      name: 'a',
      value: '1',
      domain: '',
      path: '/',
      expires: null,
      maxAge: null,
      secure: false,
      httpOnly: false,
      sameSite: null,
      partitioned: false,
    });
    await api.putCookie(id, { name: 'a', value: '2' });
    expect(await api.cookies(id)).toMatchObject([{ name: 'a', value: '2' }]);
  });

  it('keeps one name for several domains and paths', async () => {
    const { id } = await api.session();
    for (const cookie of [
      { domain: 'one.test' },
      { domain: 'two.test' },
      { domain: 'two.test', path: '/deep' },
    ])
      await api.putCookie(id, { name: 'a', value: '1', ...cookie });
    expect(await api.cookies(id)).toHaveLength(3);
    expect((await api.done<Session>('GET', `/sessions/${id}`)).cookieCount).toBe(3);
  });

  it('GET narrows by domain, path and name', async () => {
    const { id } = await api.session();
    await api.putCookie(id, { name: 'a', value: '1', domain: 'one.test' });
    await api.putCookie(id, { name: 'b', value: '2', domain: 'one.test', path: '/p' });
    await api.putCookie(id, { name: 'a', value: '3', domain: '' });
    expect(names(await api.cookies(id, '?domain=one.test'))).toEqual(['a', 'b']);
    expect(names(await api.cookies(id, '?path=/p'))).toEqual(['b']);
    expect(await api.cookies(id, '?name=a&domain=')).toMatchObject([{ value: '3' }]);
  });

  it('PUT replaces the jar, and what GET gave goes back in unchanged and in order', async () => {
    const { id } = await api.session();
    await api.putCookie(id, { name: 'old', value: '1' });
    const cookies = ['z', 'y', 'x'].map((name) => ({
      name,
      value: `v-${name}`,
      domain: 'example.test',
      secure: true,
      httpOnly: true,
      sameSite: 'strict' as const,
      expires: '2099-01-01T00:00:00.000Z',
    }));
    expect(
      names(
        (await api.done<{ items: { name: string }[] }>('PUT', `/sessions/${id}/cookies`, { cookies })).items,
      ),
    ).toEqual(['z', 'y', 'x']);
    const jar = await api.cookies(id);
    expect(jar).toMatchObject(cookies);
    const copy = await api.session();
    await api.done('PUT', `/sessions/${copy.id}/cookies`, { cookies: jar });
    expect(await api.cookies(copy.id)).toEqual(jar);
  });

  it('PUT with one cookie at fault names it and leaves the jar alone', async () => {
    const { id } = await api.session();
    await api.putCookie(id, { name: 'old', value: '1' });
    const cookies = [
      { name: 'good', value: '1' },
      { name: 'bad', value: 'a;b' },
    ];
    const answer = await api.call<Problem>('PUT', `/sessions/${id}/cookies`, { body: { cookies } });
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map(({ path }) => path)).toEqual(['cookies.1.value']);
    expect(names(await api.cookies(id))).toEqual(['old']);
  });

  it('DELETE narrows too, and empties the jar without a filter', async () => {
    const { id } = await api.session();
    for (const [name, domain] of [
      ['a', 'one.test'],
      ['b', 'one.test'],
      ['c', 'two.test'],
    ] as const)
      await api.putCookie(id, { name, value: '1', domain });
    await api.call('DELETE', `/sessions/${id}/cookies?domain=one.test&name=a`);
    expect(names(await api.cookies(id))).toEqual(['b', 'c']);
    await api.call('DELETE', `/sessions/${id}/cookies?domain=one.test`);
    expect(names(await api.cookies(id))).toEqual(['c']);
    await api.call('DELETE', `/sessions/${id}/cookies`);
    expect(await api.cookies(id)).toEqual([]);
  });

  it('R109 a cookie put in with domain "" goes to every host', async () => {
    const { id } = await api.session();
    await api.putCookie(id, { name: 'everywhere', value: '1' });
    await api.putCookie(id, { name: 'here', value: '2', domain: '127.0.0.1' });
    const before = [target.requests.length, elsewhere.requests.length] as const;
    await api.get(id, `${target.url}/`);
    await api.get(id, `${elsewhere.url}/`);
    expect(target.requests[before[0]]?.header('cookie')?.split('; ').sort()).toEqual([
      'everywhere=1',
      'here=2',
    ]);
    expect(elsewhere.requests[before[1]]?.header('cookie')).toBe('everywhere=1');
  });

  it('leaves expired cookies out of the jar, of the count and of what is sent', async () => {
    const { id } = await api.session();
    const domain = '127.0.0.1';
    await api.putCookie(id, { name: 'old', value: '1', domain, expires: '2001-01-01T00:00:00Z' });
    await api.putCookie(id, { name: 'ended', value: '1', domain, maxAge: 0 });
    await api.putCookie(id, { name: 'kept', value: '1', domain, maxAge: 3600 });
    expect(names(await api.cookies(id))).toEqual(['kept']);
    expect((await api.done<Session>('GET', `/sessions/${id}`)).cookieCount).toBe(1);
    const exchange = await api.get(id, `${target.url}/`);
    expect(names(exchange.cookies.sent)).toEqual(['kept']);
  });

  it('a cookie goes when its server ends it, and the ledger says so', async () => {
    const { id } = await api.session();
    await api.putCookie(id, { name: 'a', value: '1', domain: '127.0.0.1' });
    const exchange = await api.get(id, `${target.url}/forget`);
    expect(names(exchange.cookies.sent)).toEqual(['a']);
    expect(exchange.cookies.removed).toEqual([
      {
        name: 'a',
        domain: '127.0.0.1',
        path: '/',
        reason: 'the response set it with Max-Age=0',
        rule: 'RFC 6265bis §5.7',
      },
    ]);
    expect(await api.cookies(id)).toEqual([]);
  });

  it('cookies given with a request go with that request alone', async () => {
    const { id } = await api.session();
    const before = target.requests.length;
    await api.send(id, { url: `${target.url}/`, cookies: { once: '1' } });
    await api.get(id, `${target.url}/`);
    expect(target.requests.slice(before).map((request) => request.header('cookie'))).toEqual([
      'once=1',
      undefined,
    ]);
    expect(await api.cookies(id)).toEqual([]);
  });
});
