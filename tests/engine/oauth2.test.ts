import { describe, expect, it } from 'vitest';
import { MomentaryTokens } from '@/lib/engine/auth/token-store';
import { createTransport } from '@/lib/engine/transport';
import type { OAuth2 } from '@/lib/model/auth';
import { CLIENT, OAuthProvider, USER, type ProviderOptions } from '../support/oauth-provider';
import { startProxy } from '../support/proxy-server';
import { closing, echo, hop, hopping, session, target, type TestSession } from './session-under-test';
import { OPEN } from './wire-support';

/** A provider, a session that keeps its tokens, and the auth that they agree on. */
async function world(given: Partial<OAuth2> = {}, options: ProviderOptions = {}) {
  const provider = new OAuthProvider(options);
  const server = await target(provider.handle);
  const auth: OAuth2 = {
    type: 'oauth2',
    grant: 'client_credentials',
    tokenUrl: `${server.url}/token`,
    ...CLIENT,
    ...given,
  };
  const tokens = new MomentaryTokens();
  const plain = session({ auth });
  const s: TestSession = { ...plain, send: (spec, more) => plain.send(spec, { tokens, ...more }) };
  const me = `${server.url}/me`;
  const statuses = async (): Promise<number[]> => {
    const { record } = await s.send({ url: me });
    return [...record.history.map(({ response }) => response.status), record.response?.status ?? 0];
  };
  const failure = async () => (await s.send({ url: me })).record.error;
  return { provider, server, auth, tokens, s, me, statuses, failure };
}

describe('an OAuth 2 token', () => {
  it.each(['basic', 'post'] as const)(
    'is fetched once for the client, who proves itself by %s',
    async (clientAuth) => {
      const { provider, server, statuses } = await world({ clientAuth });
      expect(await statuses()).toEqual([200]);
      expect(await statuses()).toEqual([200]);
      expect(provider.grants).toEqual(['client_credentials']);
      expect(server.requests.map(({ url }) => url)).toEqual(['/token', '/me', '/me']);
    },
  );
  it('is asked for with scope, audience, and what the password grant needs', async () => {
    const { server, statuses } = await world({ grant: 'password', ...USER, scope: 'a b', audience: 'x' });
    expect(await statuses()).toEqual([200]);
    const form = new URLSearchParams(server.requests[0]?.body.toString());
    expect(Object.fromEntries(form)).toEqual({
      grant_type: 'password',
      ...USER,
      scope: 'a b',
      audience: 'x',
    });
    expect(server.requests[0]?.header('accept')).toBe('application/json');
    expect(server.requests[0]?.header('user-agent')).toMatch(/^playjar/);
  });
  it('goes behind the prefix of choice', async () => {
    const { server, statuses } = await world({ headerPrefix: 'Key' });
    await statuses();
    expect(server.requests.at(-1)?.header('authorization')).toBe('Key token-1');
  });
  it('is renewed by its refresh token once it is old', async () => {
    const { provider, s, me } = await world({ grant: 'password', ...USER }, { lifetime: 60 });
    let time = Date.now();
    const now = (): number => time;
    await s.send({ url: me }, { now });
    time += 40_000;
    await s.send({ url: me }, { now });
    expect(provider.grants).toEqual(['password']);
    time += 20_000;
    expect((await s.send({ url: me }, { now })).record.response?.status).toBe(200);
    expect(provider.grants).toEqual(['password', 'refresh_token']);
  });
  it('is asked for anew when the refresh token is spent too', async () => {
    const { provider, statuses } = await world({ grant: 'password', ...USER });
    await statuses();
    provider.revoke({ refreshTokens: true });
    expect(await statuses()).toEqual([401, 200]);
    expect(provider.grants).toEqual(['password', 'password']);
  });
  it('from an earlier send that is refused is renewed once', async () => {
    const { provider, statuses } = await world({ grant: 'password', ...USER });
    await statuses();
    provider.revoke();
    expect(await statuses()).toEqual([401, 200]);
    expect(provider.grants).toEqual(['password', 'refresh_token']);
  });
  it('that is refused although it is new is not renewed', async () => {
    const { server, auth } = await world();
    const never = await target((_, response) => response.writeHead(401).end());
    const { record } = await session().send({ url: never.url, auth });
    expect(record.response?.status).toBe(401);
    expect(never.requests).toHaveLength(1);
    expect(server.requests).toHaveLength(1);
  });
  it('of another secret or another client is not used', async () => {
    const { provider, s, me, auth } = await world({ grant: 'password', ...USER });
    await s.send({ url: me });
    const wrong = await s.send({ url: me, auth: { ...auth, password: 'wrong' } });
    expect(wrong.record.error).toMatchObject({ code: 'auth_error', reason: 'invalid_grant' });
    const other = await s.send({ url: me, auth: { ...auth, clientId: 'other' } });
    expect(other.record.error).toMatchObject({ code: 'auth_error', reason: 'invalid_client' });
    expect(provider.grants).toEqual(['password']);
  });
  it('is fetched through the proxy of the send', async () => {
    const { s, me, server } = await world();
    const proxy = closing(await startProxy());
    const { record } = await s.send({ url: me, proxies: { all: proxy.url } });
    expect(record.response?.status).toBe(200);
    expect(proxy.asked.map(({ url }) => url)).toEqual([`${server.url}/token`, me]);
  });
  it('R91, R93 stays at its origin, and is told as left behind', async () => {
    const { auth } = await world();
    const other = await target(echo, { host: '127.0.0.2' });
    const server = await target(hopping);
    const { record } = await session().get(server.url + hop(302, hop(302, other.url)), { auth });
    expect(server.requests.map((one) => one.header('authorization'))).toEqual([
      'Bearer token-1',
      'Bearer token-1',
    ]);
    expect(other.requests[0]?.header('authorization')).toBeUndefined();
    expect(record.request.droppedHeaders).toContain('Authorization');
  });
  it('R124 takes the place of an Authorization written by hand, and fields may be variables', async () => {
    const { auth, server, s } = await world();
    await s.send({
      url: `${server.url}/me`,
      headers: [['authorization', 'mine']],
      auth: { ...auth, clientSecret: '{{secret}}' },
      variables: { secret: CLIENT.clientSecret },
    });
    expect(server.requests.at(-1)?.header('authorization')).toBe('Bearer token-1');
  });
});

describe('a token that cannot be had is auth_error, and nothing is sent', () => {
  it.each([
    [
      'the server says no',
      401,
      { error: 'invalid_client', error_description: 'who?' },
      'invalid_client',
      /invalid_client: who\?/,
    ],
    ['the server says no with 200', 200, { error: 'bad_code' }, 'bad_code', /bad_code/],
    ['there is no token in the answer', 200, {}, 'answer', /access_token/],
    ['the server breaks', 500, {}, 'answer', /status code/],
    ['the server redirects', 302, {}, 'answer', /status code/],
    [
      'the server knows only tokens of another type',
      200,
      { access_token: 'a', token_type: 'mac' },
      'answer',
      /token_type/,
    ],
  ])('%s', async (_, status, body, reason, message) => {
    const { provider, server, failure } = await world();
    provider.broken = (response) => {
      response.setHeader('location', '/elsewhere');
      response.setHeader('www-authenticate', 'Basic realm="x"');
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    expect(await failure()).toMatchObject({
      code: 'auth_error',
      field: 'auth',
      reason,
      message: expect.stringMatching(message) as string,
    });
    expect(server.requests.map(({ url }) => url)).toEqual(['/token']);
  });
  it('the answer is not JSON', async () => {
    const { provider, failure } = await world();
    provider.broken = (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
    expect(await failure()).toMatchObject({ code: 'auth_error', reason: 'answer' });
  });
  it('the token server cannot be reached', async () => {
    const { failure } = await world({ tokenUrl: 'http://127.0.0.1:9/token' });
    expect(await failure()).toMatchObject({ code: 'auth_error', field: 'auth', reason: 'connection_error' });
  });
  it.each(['not a url', 'ftp://h/token'])('the token URL is %s', async (tokenUrl) => {
    const { failure } = await world({ tokenUrl });
    expect(await failure()).toMatchObject({ code: 'auth_error', field: 'auth' });
  });
  it('the guard forbids the token server, although the target is allowed', async () => {
    const { auth, s } = await world();
    const server = await target(echo);
    const policy = { ...OPEN, allowPrivate: false, allow: [`127.0.0.1:${server.port}`] };
    const transport = closing(createTransport(policy));
    const { record } = await s.send({ url: server.url, auth }, { transport });
    expect(record.error).toMatchObject({ code: 'auth_error', reason: 'blocked_address' });
    expect(server.requests).toEqual([]);
  });
  it('the time of the whole send is over, which stays total_timeout', async () => {
    const { provider, s, me } = await world();
    provider.broken = () => undefined;
    const { record } = await s.send({ url: me }, { limits: { totalMs: 200 } });
    expect(record.error?.code).toBe('total_timeout');
  });
  it('nobody has signed in', async () => {
    const { failure, server } = await world({ grant: 'authorization_code' });
    expect(await failure()).toMatchObject({ code: 'auth_error', reason: 'sign_in', field: 'auth' });
    expect(server.requests).toEqual([]);
  });
});

describe('the answer of a token server', () => {
  it('may leave out the type and hold an ID token that nobody checks', async () => {
    const { provider, server, failure } = await world();
    provider.broken = (response) =>
      response
        .writeHead(200, { 'content-type': 'text/plain' })
        .end(JSON.stringify({ access_token: 'given', id_token: 'x' }));
    expect(await failure()).toBeNull();
    expect(server.requests.at(-1)?.header('authorization')).toBe('Bearer given');
  });
});
