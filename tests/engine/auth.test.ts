import { describe, expect, it } from 'vitest';
import { urlCredentials } from '@/lib/engine/auth/choose';
import type { Auth } from '@/lib/model/auth';
import { echo, session, target } from './session-under-test';

const basicOf = (text: string): string => `Basic ${Buffer.from(text, 'latin1').toString('base64')}`;

async function authorization(
  auth: Auth | null | undefined,
  url = '/',
  more: Parameters<typeof session>[0] = {},
) {
  const server = await target(echo);
  const at = url.startsWith('/') ? server.url + url : url.replace('HOST', `127.0.0.1:${server.port}`);
  await session(more).get(at, auth === undefined ? {} : { auth });
  return server.requests[0]?.header('authorization');
}

describe('basic', () => {
  it('R123 is latin-1, or (departs) UTF-8 where that cannot be', async () => {
    expect(await authorization({ type: 'basic', username: 'ü', password: 'p:w' })).toBe(basicOf('ü:p:w'));
    const beyond = await authorization({ type: 'basic', username: '€', password: 'p' });
    expect(beyond).toBe(`Basic ${Buffer.from('€:p').toString('base64')}`);
  });
  it('R125 takes userinfo of the URL, percent-decoded', async () => {
    expect(await authorization(undefined, 'http://us%20er:p%40ss%C3%A9@HOST/')).toBe(basicOf('us er:p@ssé'));
  });
  it.each([
    ['http://u:@h/', 'u:'],
    ['http://:p@h/', ':p'],
    ['http://u@h/', null],
    ['http://:@h/', null],
    ['http://h/', null],
    ['http://h:80/a:b@c', null],
  ])('R125 %s', (url, pair) => {
    const request = { method: 'GET', url, headers: [], body: null };
    const expected = pair === null ? undefined : [['Authorization', basicOf(pair)]];
    expect(urlCredentials(url)?.headers?.(request)).toEqual(expected);
  });
  it('R124 request auth, then session auth, then the URL; each over an explicit header', async () => {
    const ours = { auth: { type: 'basic', username: 's', password: 's' } as const };
    const url = 'http://u:u@HOST/';
    expect(await authorization({ type: 'basic', username: 'r', password: 'r' }, url, ours)).toBe(
      basicOf('r:r'),
    );
    expect(await authorization(undefined, url, ours)).toBe(basicOf('s:s'));
    expect(await authorization(undefined, url, { headers: [['authorization', 'mine']] })).toBe(
      basicOf('u:u'),
    );
    expect(await authorization(null, '/', ours)).toBeUndefined();
    expect(
      await authorization({ type: 'none' }, '/', { ...ours, headers: [['authorization', 'mine']] }),
    ).toBe('mine');
  });
});

describe('bearer and API keys', () => {
  it('go where they belong', async () => {
    const server = await target(echo);
    const s = session();
    await s.get(server.url, { auth: { type: 'bearer', token: 'abc' } });
    await s.get(server.url, { auth: { type: 'apiKey', in: 'header', name: 'X-Key', value: 'k' } });
    await s.get(`${server.url}/?a=1`, {
      auth: { type: 'apiKey', in: 'query', name: 'key', value: 'k k' },
      params: 'b=2',
    });
    expect(server.requests[0]?.header('authorization')).toBe('Bearer abc');
    expect(server.requests[1]?.header('x-key')).toBe('k');
    expect(server.requests[2]?.url).toBe('/?a=1&b=2&key=k+k');
  });
  it('are refused when they cannot be a header', async () => {
    const failure = await session().failure({
      url: 'http://127.0.0.1:9/',
      auth: { type: 'bearer', token: 'a\nb' },
    });
    expect(failure).toMatchObject({ code: 'invalid_header', field: 'auth' });
  });
});
