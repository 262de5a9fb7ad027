import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OAuth2 } from '@/lib/model/auth';
import type { SignInBegun, TokenState } from '@/lib/model/oauth';
import type { Session } from '@/lib/model/session';
import type { Problem } from '../support/api-client';
import { GuestClient } from '../support/guest-client';
import { CLIENT, OAuthProvider, USER } from '../support/oauth-provider';
import { startTarget, type Target } from '../support/target-server';
import { api, appUrl } from './shared-app';

let provider: OAuthProvider;
let server: Target;
beforeAll(async () => {
  provider = new OAuthProvider();
  server = await startTarget((request, response) => provider.handle(request, response));
});
afterAll(() => server.close());

const oauth = (given: Partial<OAuth2> = {}): OAuth2 => ({
  type: 'oauth2',
  grant: 'client_credentials',
  tokenUrl: `${server.url}/token`,
  ...CLIENT,
  ...given,
});
const withCode = (given: Partial<OAuth2> = {}): OAuth2 =>
  oauth({ grant: 'authorization_code', authorizationUrl: `${server.url}/authorize?keep=1`, ...given });
const me = async (id: string) => {
  const { response, error, history } = await api.get(id, `${server.url}/me`);
  return { status: response?.status, reason: error?.reason, hops: history.length };
};
const begin = async (id: string, body: object = {}) =>
  (await api.call<SignInBegun & Problem>('POST', `/sessions/${id}/oauth/authorize`, { body })).body;
/** Signs in as a person would: the address that the provider sends them back to. */
async function comeBack(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'manual' });
  return response.headers.get('location') ?? '';
}

describe('tokens of a session', () => {
  it('are fetched once, kept in the database, and not copied into a fork', async () => {
    provider = new OAuthProvider();
    const { id } = await api.session({ auth: oauth() });
    expect(await me(id)).toMatchObject({ status: 200 });
    expect(await me(id)).toMatchObject({ status: 200 });
    expect(provider.grants).toHaveLength(1);
    const fork = await api.call<Session>('POST', `/sessions/${id}/fork`, { body: {} });
    expect(await me(fork.body.id)).toMatchObject({ status: 200 });
    expect(provider.grants).toHaveLength(2);
  });
  it('are fetched once for many sends at the same time, and renewed once', async () => {
    provider = new OAuthProvider();
    const { id } = await api.session({ auth: oauth({ grant: 'password', ...USER }) });
    const together = () => Promise.all(Array.from({ length: 8 }, () => me(id)));
    expect((await together()).map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(provider.grants).toEqual(['password']);
    provider.revoke();
    expect((await together()).map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(provider.grants).toEqual(['password', 'refresh_token']);
  });
});

describe('a sign-in over the API', () => {
  it('gives the session its token, which can be forgotten again', async () => {
    provider = new OAuthProvider();
    const { id } = await api.session({ auth: withCode({ scope: 'read' }) });
    expect(await me(id)).toMatchObject({ reason: 'sign_in' });
    const { url, redirectUri } = await begin(id);
    expect(redirectUri).toBe(`${appUrl}/oauth/callback`);
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      keep: '1',
      response_type: 'code',
      client_id: CLIENT.clientId,
      redirect_uri: redirectUri,
      scope: 'read',
      code_challenge_method: 'S256',
    });
    const callbackUrl = await comeBack(url);
    const finish = (at: string) => api.call('POST', `/sessions/${at}/oauth/token`, { body: { callbackUrl } });
    const { id: other } = await api.session();
    expect((await finish(other)).status).toBe(404);
    expect((await finish(id)).status).toBe(204);
    expect((await finish(id)).status).toBe(404);
    expect(await me(id)).toMatchObject({ status: 200 });
    provider.revoke();
    expect(await me(id)).toMatchObject({ status: 200, hops: 1 });
    expect(provider.grants).toEqual(['authorization_code', 'refresh_token']);
    expect((await api.call('DELETE', `/sessions/${id}/oauth`)).status).toBe(204);
    expect(await me(id)).toMatchObject({ reason: 'sign_in' });
  });
  it('may come back to a place of the caller’s own, with settings of the request', async () => {
    const { id } = await api.session({ variables: { secret: CLIENT.clientSecret } });
    const auth = withCode({ clientSecret: '{{secret}}' });
    const { url } = await begin(id, { auth, redirectUri: 'http://127.0.0.1:9/back' });
    const callbackUrl = await comeBack(url);
    expect(callbackUrl).toMatch(/^http:\/\/127\.0\.0\.1:9\/back\?/);
    const done = await api.call('POST', `/sessions/${id}/oauth/token`, { body: { callbackUrl } });
    expect(done.status).toBe(204);
    const exchange = await api.send(id, { url: `${server.url}/me`, auth });
    expect(exchange.response?.status).toBe(200);
  });
  it.each([
    ['another grant', { auth: { grant: 'password' } }, 'auth.grant'],
    ['no authorization URL', { auth: { authorizationUrl: '' } }, 'auth.authorizationUrl'],
    ['one that is not http', { auth: { authorizationUrl: 'javascript:alert(1)' } }, 'auth.authorizationUrl'],
    ['an unknown variable', { auth: { clientId: '{{nobody}}' } }, 'auth'],
  ])('is refused with %s', async (_, { auth }, path) => {
    const { id } = await api.session();
    const problem = await begin(id, { auth: { ...withCode(), ...auth } });
    expect(problem).toMatchObject({ code: 'invalid_request', errors: [{ path }] });
  });
  it('is refused for a session without OAuth 2 settings, and one that is not there', async () => {
    const { id } = await api.session();
    expect(await begin(id)).toMatchObject({ code: 'invalid_request', errors: [{ path: 'auth' }] });
    expect(await begin('nobody', { auth: withCode() })).toMatchObject({ code: 'not_found' });
  });
});

describe('a sign-in in the page', () => {
  /** A guest with a session, who has begun to sign in and was sent back. */
  async function guestAtDoor(given: Partial<OAuth2> = {}) {
    const guest = await GuestClient.open(appUrl);
    const made = (await guest.act('sessions/createSession', [{ name: 'Mine' }])) as { value: Session };
    const { id } = made.value;
    const auth = withCode(given);
    const begun = (await guest.act('oauth/beginSignIn', [id, { auth }])) as { value: SignInBegun };
    const back = new URL(await comeBack(begun.value.url));
    const held = async () =>
      (await guest.act('oauth/tokenState', [id, { auth }])) as {
        value: TokenState;
      };
    return { guest, held, path: back.pathname + back.search };
  }

  it('ends on a page that says so', async () => {
    const { guest, held, path } = await guestAtDoor();
    expect((await held()).value).toEqual({
      held: false,
      goodUntil: null,
      renews: false,
    });
    const uri = await guest.act('oauth/redirectUri', []);
    expect(uri).toEqual({ ok: true, value: `${appUrl}/oauth/callback` });
    const page = await guest.fetch(path);
    const text = await page.text();
    expect(text).toContain('Signed in');
    expect(text).toContain('Mine');
    expect(text).toContain('<meta name="referrer" content="no-referrer"');
    expect((await held()).value).toMatchObject({ held: true, renews: true });
    expect(await (await guest.fetch(path)).text()).toContain('Not signed in');
  });
  it('is bound to the browser that began it, and not spent by another', async () => {
    const { guest, held, path } = await guestAtDoor();
    const stranger = await GuestClient.open(appUrl);
    expect(await (await stranger.fetch(path)).text()).toContain('Not signed in');
    expect(await (await fetch(appUrl + path)).text()).toContain('Not signed in');
    expect((await held()).value.held).toBe(false);
    expect(await (await guest.fetch(path)).text()).toContain('Signed in');
  });
  it('shows the provider’s words when it said no', async () => {
    const { guest, held, path } = await guestAtDoor({ scope: 'refused' });
    const text = await (await guest.fetch(path)).text();
    expect(text).toContain('Not signed in');
    expect(text).toContain('access_denied');
    expect((await held()).value.held).toBe(false);
  });
});
