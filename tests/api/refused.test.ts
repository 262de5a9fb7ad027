import { once } from 'node:events';
import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invite, makeToken, PASSWORD, signUp, type Person } from '../doors/people';
import { startAppServer, type AppServer } from '../support/app-server';
import { GuestClient } from '../support/guest-client';

interface Result {
  ok: boolean;
  error?: { code: string; message: string };
}

let app: AppServer;
let ada: Person;
beforeAll(async () => {
  app = await startAppServer({ env: { PLAYJAR_SIGN_UP: 'open' } });
  ada = await signUp(app.url, 'ada');
});
afterAll(() => app.stop());

async function act(by: GuestClient, action: `${string}/${string}`, ...args: unknown[]): Promise<Result> {
  return (await by.act(action, args)) as Result;
}

describe('whether an email has an account', () => {
  it('is not told by signing in: the same status, headers and body for one that has and one that has none', async () => {
    const answers = await Promise.all(
      ['ada@example.com', 'nobody@example.com'].map(async (email) => {
        const browser = await GuestClient.open(app.url);
        const response = await browser.call('accounts/signIn', [{ email, password: 'not the password' }]);
        const headers = [...response.headers].filter(([name]) => name !== 'date');
        return { status: response.status, headers, body: await response.text() };
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.body).toContain('"code":"unauthorized"');
  });
});

describe('a session that was planted', () => {
  it('is not taken over by signing in: the browser gets another, and the planted one opens nothing', async () => {
    const planted = 'A'.repeat(43);
    const guest = (await GuestClient.open(app.url)).cookie;
    const brought = `playjar_login=${planted}; playjar_guest=${guest}`;
    const browser = GuestClient.without(app.url);
    const input = { email: 'ada@example.com', password: PASSWORD };
    const response = await browser.call('accounts/signIn', [input], app.url, { cookie: brought });
    expect(await response.text()).toContain('"ok":true');
    expect(browser.valueOf('playjar_login')).toMatch(/^[\w-]{43}$/);
    expect(browser.valueOf('playjar_login')).not.toBe(planted);
    expect(browser.valueOf('playjar_guest')).not.toBe(guest);
    const later = await fetch(`${app.url}/account`, { headers: { cookie: brought }, redirect: 'manual' });
    expect(later.headers.get('location')).toBe('/sign-in?next=/account');
  });

  it('as a guest’s, with something in it, is not shared with whoever planted it once the account has it', async () => {
    const planter = await GuestClient.open(app.url);
    await planter.value('sessions/createSession', [{ name: 'planted' }]);
    const victim = GuestClient.without(app.url);
    const input = { email: 'ada@example.com', password: PASSWORD };
    const cookie = `playjar_guest=${planter.cookie}`;
    await (await victim.call('accounts/signIn', [input], app.url, { cookie })).text();
    expect(await (await victim.fetch('/')).text()).toContain('planted');
    expect(await (await planter.fetch('/')).text()).not.toContain('planted');
  });
});

describe('an invitation that was used', () => {
  it('makes one account of two that take it at once, and tells the other as of one that never was', async () => {
    const { code } = await invite(ada, 'editor');
    const takers = await Promise.all(['bea', 'bob'].map(async () => GuestClient.open(app.url)));
    const results = await Promise.all(
      takers.map((browser, n) => {
        const name = n === 0 ? 'bea' : 'bob';
        const input = { name, email: `${name}@example.com`, password: PASSWORD, invitation: code };
        return act(browser, 'accounts/signUp', input);
      }),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const late = async (invitation: string) => {
      const input = { name: 'eve', email: 'eve@example.com', password: PASSWORD, invitation };
      return act(await GuestClient.open(app.url), 'accounts/signUp', input);
    };
    const used = await late(code);
    expect(used.error?.code).toBe('not_found');
    expect(used).toEqual(await late('never-was'));
  });

  it('that was revoked, too', async () => {
    const { id, code } = await invite(ada, 'editor');
    await ada.browser.value('workspaces/revokeInvitation', [id]);
    const page = async (token: string) =>
      (await (await fetch(`${app.url}/join/${token}`)).text()).includes('No such invitation');
    expect([await page(code), await page('never-was')]).toEqual([true, true]);
    expect(await act(ada.browser, 'accounts/acceptInvitation', code)).toEqual(
      await act(ada.browser, 'accounts/acceptInvitation', 'never-was'),
    );
  });
});

describe('a token in the address', () => {
  it('opens nothing, whatever it is called there, nor as a password or in the body', async () => {
    const { token } = await makeToken(ada, 'owner');
    const at = `${app.url}/api/v1/sessions`;
    const names = ['access_token', 'token', 'api_key', 'apikey', 'key', 'auth', 'authorization', 'bearer'];
    const basic = `Basic ${Buffer.from(`${token}:${token}`).toString('base64')}`;
    const tries = [
      ...names.map((name) => fetch(`${at}?${name}=${token}`)),
      fetch(`${at}?authorization=${encodeURIComponent(`Bearer ${token}`)}`),
      fetch(at, { headers: { authorization: basic } }),
      fetch(at, { headers: { authorization: token } }),
      fetch(at, { headers: { cookie: `playjar_login=${token}; authorization=Bearer ${token}` } }),
      fetch(at, { method: 'POST', body: new URLSearchParams({ access_token: token }) }),
    ];
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([401]));
    expect((await fetch(at, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
  });

  it('of a browser that is signed in opens nothing either', async () => {
    const login = ada.browser.valueOf('playjar_login') ?? '';
    for (const name of ['playjar_login', 'login', 'session', 'token']) {
      const response = await fetch(`${app.url}/account?${name}=${login}`, { redirect: 'manual' });
      expect(response.headers.get('location')).toBe('/sign-in?next=/account');
    }
  });
});

const FORGED = [
  { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
  { forwarded: 'host=evil.example;proto=https' },
  { 'x-original-host': 'evil.example', 'x-host': 'evil.example', 'x-forwarded-server': 'evil.example' },
];

describe('a header that says where a request came from', () => {
  it('chooses no link that we hand out', async () => {
    for (const forged of FORGED) {
      const response = await ada.browser.call('workspaces/invite', ['viewer'], app.url, forged);
      expect(await response.text()).toContain(`"url":"${app.url}/join/`);
    }
  });

  it('chooses no name that we answer under', async () => {
    // Node's fetch sends the Host of its address, whatever it is told.
    const request = http.get(`${app.url}/`, { headers: { host: 'evil.example' } });
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(421);
  });
});
