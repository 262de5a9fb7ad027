import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAppServer, type AppServer } from '../support/app-server';
import { TEST_CA } from '../support/certificates';
import { GuestClient } from '../support/guest-client';
import { askProvider, startOpenIdProvider, type OpenIdProvider } from '../support/openid-provider';

/** Where people reach the app: the provider sends them back to nowhere else. */
const ORIGIN = 'https://playjar.test';
const PASSWORD = 'several plain words';
const ADA = { sub: 'ada', email: 'Ada@Example.com', email_verified: true, name: 'Ada' };

let folder: string;
let provider: OpenIdProvider;
let app: AppServer;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'playjar-oidc-'));
  await writeFile(path.join(folder, 'ca.pem'), TEST_CA);
  provider = await startOpenIdProvider(`${ORIGIN}/oidc/callback`);
  app = await startAppServer({
    env: {
      PLAYJAR_URL: ORIGIN,
      PLAYJAR_OIDC_ISSUER: provider.issuer,
      PLAYJAR_OIDC_CLIENT_ID: provider.clientId,
      PLAYJAR_OIDC_CLIENT_SECRET: provider.clientSecret,
      PLAYJAR_OIDC_NAME: 'Harbour login',
      PLAYJAR_OIDC_DOMAINS: 'harbour.example',
      NODE_EXTRA_CA_CERTS: path.join(folder, 'ca.pem'),
    },
  });
});
afterAll(async () => {
  await app.stop();
  await provider.close();
  await rm(folder, { recursive: true });
});

type Action = `${string}/${string}`;

async function act(browser: GuestClient, action: Action, ...args: unknown[]): Promise<unknown> {
  const text = await (await browser.call(action, args, ORIGIN)).text();
  const result = JSON.parse(/^1:(\{.*\})$/m.exec(text)?.[1] ?? 'null') as { ok: boolean; value?: unknown };
  return result.ok ? result.value : result;
}

/** Goes to the provider's page and back to the address it sends to, as far as a browser would before asking it. */
async function atProvider(browser: GuestClient, start: object = {}): Promise<string> {
  const url = (await act(browser, 'oidc/beginOidc', start)) as string;
  return askProvider(url, ORIGIN);
}

/** The whole way; where the browser is sent on to. */
async function signIn(browser: GuestClient, start: object = {}): Promise<string | null> {
  return (await browser.fetch(await atProvider(browser, start))).headers.get('location');
}

async function signedInAs(browser: GuestClient): Promise<string | undefined> {
  const page = await (await browser.fetch('/account')).text();
  return /"email\\":\\"([^\\]+)/.exec(page)?.[1];
}

const newBrowser = (): Promise<GuestClient> => GuestClient.open(app.url);

describe('sign-in at an OpenID provider', () => {
  it('makes the first account of who comes back with a proven email, with the guest’s work, and knows them again', async () => {
    provider.person = ADA;
    const browser = await newBrowser();
    await act(browser, 'sessions/createSession', { name: 'made as a guest' });
    expect(await signIn(browser, { next: '/runs' })).toBe('/runs');
    expect(await signedInAs(browser)).toBe('ada@example.com');
    expect(await (await browser.fetch('/')).text()).toContain('made as a guest');

    const again = await newBrowser();
    expect(await signIn(again)).toBe('/');
    expect(await signedInAs(again)).toBe('ada@example.com');
  });

  it('asks with PKCE, a state and a nonce, and for nothing but who it is', async () => {
    const url = new URL((await act(await newBrowser(), 'oidc/beginOidc', {})) as string);
    expect(url.origin).toBe(provider.issuer);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      redirect_uri: `${ORIGIN}/oidc/callback`,
      scope: 'openid email profile',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
      state: expect.stringMatching(/^[\w-]{43}$/) as string,
      nonce: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
  });

  it('goes on to paths of ours alone', async () => {
    for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example'])
      expect(await signIn(await newBrowser(), { next })).toBe('/');
  });
});

describe('what the provider sends back', () => {
  it('is good once, and in the browser that began it alone', async () => {
    provider.person = ADA;
    const [browser, other] = [await newBrowser(), await newBrowser()];
    const back = await atProvider(browser);
    expect((await other.fetch(back)).headers.get('location')).toBe('/sign-in?problem=unknown');
    expect(await signedInAs(other)).toBeUndefined();
    const mine = await atProvider(browser);
    expect((await browser.fetch(mine)).headers.get('location')).toBe('/');
    expect((await browser.fetch(mine)).headers.get('location')).toBe('/sign-in?problem=unknown');
  });

  it('with a state or an issuer of another, or a code of another sign-in, opens nothing', async () => {
    const browser = await newBrowser();
    const changes: [string, string, string][] = [
      ['state', 'made-up', 'unknown'],
      ['iss', 'https://evil.example', 'failed'],
      ['code', 'made-up', 'failed'],
    ];
    for (const [name, value, problem] of changes) {
      const back = new URL(await atProvider(browser), ORIGIN);
      back.searchParams.set(name, value);
      const { headers } = await browser.fetch(back.pathname + back.search);
      expect([name, headers.get('location')]).toEqual([name, `/sign-in?problem=${problem}`]);
    }
    const theirs = new URL(await atProvider(await newBrowser()), ORIGIN).searchParams.get('code') ?? '';
    const mine = new URL(await atProvider(browser), ORIGIN);
    mine.searchParams.set('code', theirs);
    const { headers } = await browser.fetch(mine.pathname + mine.search);
    expect(headers.get('location')).toBe('/sign-in?problem=failed');
    expect(await signedInAs(browser)).toBeUndefined();
  });

  it('as a refusal is told as one', async () => {
    provider.person = null;
    const browser = await newBrowser();
    expect(await signIn(browser)).toBe('/sign-in?problem=refused');
    expect(await (await browser.fetch('/sign-in?problem=refused')).text()).toContain('did not let you in');
  });
});

describe('whoever has no account yet', () => {
  it('makes none without an invitation, but for a proven email of a domain that needs none', async () => {
    provider.person = { sub: 'eve', email: 'eve@elsewhere.example', email_verified: true };
    expect(await signIn(await newBrowser())).toBe('/sign-in?problem=invited');
    provider.person = { sub: 'sub', email: 'eve@sub.harbour.example', email_verified: true };
    expect(await signIn(await newBrowser())).toBe('/sign-in?problem=invited');
    provider.person = { sub: 'hal', email: 'hal@harbour.example', email_verified: true };
    const browser = await newBrowser();
    expect(await signIn(browser)).toBe('/');
    expect(await signedInAs(browser)).toBe('hal@harbour.example');
  });

  it('makes none by an email that the provider does not call proven', async () => {
    for (const email_verified of [false, undefined]) {
      provider.person = {
        sub: `liar-${String(email_verified)}`,
        email: 'liar@harbour.example',
        ...(email_verified !== undefined && { email_verified }),
      };
      expect(await signIn(await newBrowser())).toBe('/sign-in?problem=unverified');
    }
  });

  it('joins by an invitation, once', async () => {
    provider.person = ADA;
    const ada = await newBrowser();
    await signIn(ada);
    const { url } = (await act(ada, 'workspaces/invite', 'editor')) as { url: string };
    const invitation = url.slice(url.lastIndexOf('/') + 1);
    provider.person = { sub: 'ivy', email: 'ivy@elsewhere.example', email_verified: true, name: 'Ivy' };
    const ivy = await newBrowser();
    expect(await signIn(ivy, { invitation })).toBe('/');
    expect(await (await ivy.fetch('/workspace')).text()).toContain('You are an editor');
    provider.person = { sub: 'ike', email: 'ike@elsewhere.example', email_verified: true };
    expect(await signIn(await newBrowser(), { invitation })).toBe('/sign-in?problem=invited');
  });
});

describe('an account that is there already', () => {
  it('is not opened by its email, proven or not; its owner connects it, and can take that back', async () => {
    provider.person = ADA;
    const ada = await newBrowser();
    await signIn(ada);
    const { url } = (await act(ada, 'workspaces/invite', 'viewer')) as { url: string };
    const bob = await newBrowser();
    const invitation = url.slice(url.lastIndexOf('/') + 1);
    const who = { name: 'Bob', email: 'bob@harbour.example', password: PASSWORD, invitation };
    await act(bob, 'accounts/signUp', who);

    provider.person = { sub: 'bob', email: 'bob@harbour.example', email_verified: true };
    const stranger = await newBrowser();
    expect(await signIn(stranger)).toBe('/sign-in?problem=taken');
    expect(await signedInAs(stranger)).toBeUndefined();

    const connect = async (by: GuestClient) => {
      const page = (await act(by, 'oidc/connectOidc')) as string;
      return (await by.fetch(await askProvider(page, ORIGIN))).headers.get('location');
    };
    expect(await connect(bob)).toBe('/account');
    expect(await signIn(stranger)).toBe('/');
    expect(await signedInAs(stranger)).toBe('bob@harbour.example');
    expect(await connect(ada)).toBe('/sign-in?problem=connected');

    const page = await (await bob.fetch('/account')).text();
    const [, id = ''] = /"id\\":\\"([\w-]+)\\",\\"issuer/.exec(page) ?? [];
    await act(bob, 'oidc/disconnectOidc', id);
    expect(await signIn(await newBrowser())).toBe('/sign-in?problem=taken');
  });

  it('that has no other way in is not disconnected', async () => {
    provider.person = ADA;
    const ada = await newBrowser();
    await signIn(ada);
    const page = await (await ada.fetch('/account')).text();
    const [, id = ''] = /"id\\":\\"([\w-]+)\\",\\"issuer/.exec(page) ?? [];
    expect(id).not.toBe('');
    expect(await act(ada, 'oidc/disconnectOidc', id)).toMatchObject({ error: { code: 'conflict' } });
    expect(await act(ada, 'accounts/deleteAccount', 'not the email')).toMatchObject({
      error: { code: 'invalid_request' },
    });
  });
});
