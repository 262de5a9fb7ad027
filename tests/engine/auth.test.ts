import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { urlCredentials } from '@/lib/engine/auth/choose';
import { digest } from '@/lib/engine/auth/digest';
import type { Auth } from '@/lib/model/auth';
import { hop, hopping, echo, session, target } from './session-under-test';

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

describe('digest', () => {
  const auth: Auth = { type: 'digest', username: 'Mufasa', password: 'Circle of Life' };
  const answer = (challenge: string, url = 'http://h/dir/index.html', user = auth, cnonce = '0a4f113b') =>
    digest(user.username, user.password, () => cnonce).answer?.(
      { method: 'GET', url, headers: [], body: null },
      { status: 401, headers: [['WWW-Authenticate', challenge]] },
    );

  it('answers the example of RFC 2617 §3.5', () => {
    const user: typeof auth = { ...auth, password: 'Circle Of Life' };
    const challenge =
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"';
    expect(answer(challenge, undefined, user)).toBe(
      'Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html", response="6629fae49393a05397450978507c4ef1", opaque="5ccc069c403ebaf9f0171e9517f40e41", qop="auth", nc=00000001, cnonce="0a4f113b"',
    );
  });
  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('answers the example of RFC 7616 §3.9.1 with %s', (algorithm, response) => {
    const challenge = `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;
    const header = answer(challenge, undefined, auth, 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ');
    expect(header).toContain(`response="${response}"`);
    expect(header).toContain(`algorithm="${algorithm}"`);
  });
  it.each(['SHA', 'SHA-512', 'SHA-512-256', 'MD5-sess', 'SHA-256-sess'])('R129 knows %s', (algorithm) => {
    const hashName = algorithm
      .toLowerCase()
      .replace('-sess', '')
      .replace(/^sha$/, 'sha1')
      .replace('sha-', 'sha');
    const hash = (text: string): string => createHash(hashName).update(text).digest('hex');
    const base = hash('Mufasa:r:Circle of Life');
    const ha1 = algorithm.endsWith('sess') ? hash(`${base}:n:c`) : base;
    const expected = hash(`${ha1}:n:00000001:c:auth:${hash('GET:/p?q=1')}`);
    const header = answer(
      `Digest realm="r", nonce="n", qop=auth, algorithm=${algorithm}`,
      'http://h/p?q=1#f',
      auth,
      'c',
    );
    expect(header).toContain(`uri="/p?q=1", response="${expected}"`);
  });
  it('R130 without qop answers in the form of RFC 2069', () => {
    const hash = (text: string): string => createHash('md5').update(text).digest('hex');
    const expected = hash(`${hash('Mufasa:r:Circle of Life')}:n:${hash('GET:/dir/index.html')}`);
    expect(answer('Digest realm="r", nonce="n"')).toBe(
      `Digest username="Mufasa", realm="r", nonce="n", uri="/dir/index.html", response="${expected}"`,
    );
  });
  it.each([
    'Digest realm="r", nonce="n", qop="auth-int"',
    'Digest realm="r", nonce="n", algorithm=X',
    'Basic realm="r"',
    'Digest realm="r"',
  ])('R129, R130 has no answer to %s', (challenge) => {
    expect(answer(challenge)).toBeNull();
  });

  it('R127, R133 retries once with the cookies and body, and lists the 401', async () => {
    const server = await target((request, response) => {
      if (request.header('authorization')) return echo(request, response);
      response.setHeader('set-cookie', 'fake=fake_value');
      response.writeHead(401, { 'www-authenticate': 'Digest realm="r", nonce="n", qop="auth"' }).end('who?');
    });
    const { record } = await session().get(server.url, {
      method: 'POST',
      body: { type: 'text', text: 'hi' },
      auth,
    });
    expect(record.response?.status).toBe(200);
    expect(record.history.map(({ response }) => response.status)).toEqual([401]);
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]?.body.toString()).toBe('hi');
    expect(server.requests[1]?.header('cookie')).toBe('fake=fake_value');
    expect(server.connections()).toBe(1);
  });
  it('R127 a second 401 is the answer', async () => {
    const server = await target((_, response) => {
      response.writeHead(401, { 'www-authenticate': 'Digest realm="r", nonce="n", qop="auth"' }).end();
    });
    const { record } = await session().get(server.url, { auth });
    expect(record.response?.status).toBe(401);
    expect(server.requests.map((one) => one.header('authorization') !== undefined)).toEqual([false, true]);
  });
  it('R128 a challenge on another status is none', async () => {
    const server = await target((_, response) => {
      response.writeHead(200, { 'www-authenticate': 'Digest realm="r", nonce="n"' }).end();
    });
    await session().get(server.url, { auth });
    expect(server.requests).toHaveLength(1);
  });
  it('R134 is challenged anew after a redirect, (departs) at its own origin only', async () => {
    const guarded: typeof echo = (request, response) => {
      if (request.header('authorization')) return hopping(request, response);
      response.writeHead(401, { 'www-authenticate': 'Digest realm="r", nonce="n", qop="auth"' }).end();
    };
    const other = await target(guarded, { host: '127.0.0.2' });
    const server = await target(guarded);
    const away = hop(302, `${other.url}/`);
    const { record } = await session().get(server.url + hop(302, away), { auth });
    expect(record.history.map(({ response }) => response.status)).toEqual([401, 302, 401, 302]);
    expect(record.response?.status).toBe(401);
    expect(other.requests.map((one) => one.header('authorization'))).toEqual([undefined]);
  });
});
