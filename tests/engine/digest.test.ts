import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digest } from '@/lib/engine/auth/digest';
import { DigestNonces } from '@/lib/engine/auth/digest-nonces';
import { echo, hop, hopping, session, target } from './session-under-test';

const auth = { type: 'digest', username: 'Mufasa', password: 'Circle of Life' } as const;

/** The Authorization that answers a challenge. */
async function answer(
  challenge: string,
  url = 'http://h/dir/index.html',
  user: { username: string; password: string } = auth,
  cnonce = '0a4f113b',
): Promise<string | null> {
  const made = await digest(user, new DigestNonces(), () => cnonce).answer?.(
    { method: 'GET', url, headers: [], body: null },
    { status: 401, headers: [['WWW-Authenticate', challenge]] },
  );
  return made?.headers[0]?.[1] ?? null;
}

describe('digest', () => {
  it('answers the example of RFC 2617 §3.5', async () => {
    const user = { ...auth, password: 'Circle Of Life' };
    const challenge =
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"';
    expect(await answer(challenge, undefined, user)).toBe(
      'Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html", response="6629fae49393a05397450978507c4ef1", opaque="5ccc069c403ebaf9f0171e9517f40e41", qop="auth", nc=00000001, cnonce="0a4f113b"',
    );
  });
  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('answers the example of RFC 7616 §3.9.1 with %s', async (algorithm, response) => {
    const challenge = `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;
    const header = await answer(challenge, undefined, auth, 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ');
    expect(header).toContain(`response="${response}"`);
    expect(header).toContain(`algorithm="${algorithm}"`);
  });
  it.each(['SHA', 'SHA-512', 'SHA-512-256', 'MD5-sess', 'SHA-256-sess'])(
    'R129 knows %s',
    async (algorithm) => {
      const hashName = algorithm
        .toLowerCase()
        .replace('-sess', '')
        .replace(/^sha$/, 'sha1')
        .replace('sha-', 'sha');
      const hash = (text: string): string => createHash(hashName).update(text).digest('hex');
      const base = hash('Mufasa:r:Circle of Life');
      const ha1 = algorithm.endsWith('sess') ? hash(`${base}:n:c`) : base;
      const expected = hash(`${ha1}:n:00000001:c:auth:${hash('GET:/p?q=1')}`);
      const header = await answer(
        `Digest realm="r", nonce="n", qop=auth, algorithm=${algorithm}`,
        'http://h/p?q=1#f',
        auth,
        'c',
      );
      expect(header).toContain(`uri="/p?q=1", response="${expected}"`);
    },
  );
  it('R130 without qop answers in the form of RFC 2069', async () => {
    const hash = (text: string): string => createHash('md5').update(text).digest('hex');
    const expected = hash(`${hash('Mufasa:r:Circle of Life')}:n:${hash('GET:/dir/index.html')}`);
    expect(await answer('Digest realm="r", nonce="n"')).toBe(
      `Digest username="Mufasa", realm="r", nonce="n", uri="/dir/index.html", response="${expected}"`,
    );
  });
  it.each([
    'Digest realm="r", nonce="n", qop="auth-conf"',
    'Digest realm="r", nonce="n", algorithm=X',
    'Basic realm="r"',
    'Digest realm="r"',
  ])('R129, R130 has no answer to %s', async (challenge) => {
    expect(await answer(challenge)).toBeNull();
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
  it('R133 departs: the 401 stays in the history where a redirect follows, with the cookie that it set', async () => {
    const server = await target((request, response) => {
      if (request.header('authorization')) return hopping(request, response);
      if (request.url.startsWith('/end')) return echo(request, response);
      response.setHeader('set-cookie', 'fake=fake_value');
      response.writeHead(401, { 'www-authenticate': 'Digest realm="r", nonce="n", qop="auth"' }).end();
    });
    const { record } = await session().get(server.url + hop(302, '/end'), { auth });
    expect(record.response?.status).toBe(200);
    expect(record.history.map(({ response }) => response.status)).toEqual([401, 302]);
    expect(record.history[0]?.cookies.stored).toMatchObject([{ name: 'fake' }]);
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
