import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAppServer, type AppServer } from '../support/app-server';
import { GuestClient } from '../support/guest-client';

type Result<T> = { ok: true; value: T } | { ok: false; error: { code: string; message: string } };

const password = 'several plain words';
let app: AppServer;
let ada: GuestClient;
// An app of its own: only the first account of an installation is made without an invitation.
beforeAll(async () => {
  app = await startAppServer();
  ada = await GuestClient.open(app.url);
});
afterAll(() => app.stop());

function act<T = undefined>(by: GuestClient, action: `${string}/${string}`, ...args: unknown[]) {
  return by.act(action, args) as Promise<Result<T>>;
}

async function done<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(`${settled.error.code}: ${settled.error.message}`);
  return settled.value;
}

/** Someone new, in a browser of their own, who follows an invitation of Ada's. */
async function join(name: string, role: 'admin' | 'editor' | 'viewer'): Promise<GuestClient> {
  const { url } = await done(act<{ url: string }>(ada, 'workspaces/invite', role));
  const browser = await GuestClient.open(app.url);
  const invitation = url.slice(url.lastIndexOf('/') + 1);
  await done(act(browser, 'accounts/signUp', { name, email: `${name}@example.com`, password, invitation }));
  return browser;
}

describe('an account through the doors', () => {
  it('takes in the guest’s session, under a cookie that no script reads, and the guest’s cookie opens it no more', async () => {
    const { id } = await done(
      act<{ id: string }>(ada, 'sessions/createSession', { name: 'made as a guest' }),
    );
    const before = ada.sent;
    await done(act(ada, 'accounts/signUp', { name: 'Ada', email: 'ada@example.com', password }));
    const line = ada.lines.get('playjar_login') ?? '';
    for (const flag of ['HttpOnly', 'SameSite=lax', 'Path=/'])
      expect(line).toMatch(new RegExp(`; *${flag}`, 'i'));
    expect(await (await ada.fetch('/')).text()).toContain('made as a guest');
    expect(ada.valueOf('playjar_guest')).not.toBe(ada.cookie);
    const old = await fetch(`${app.url}/`, { headers: { cookie: before } });
    expect(await old.text()).not.toContain('made as a guest');
    expect(id).not.toBe('');
  });

  it('is not made without an invitation once there is one', async () => {
    const eve = await GuestClient.open(app.url);
    const input = { name: 'Eve', email: 'eve@example.com', password };
    expect(await act(eve, 'accounts/signUp', input)).toMatchObject({ error: { code: 'forbidden' } });
    expect(eve.valueOf('playjar_login')).toBeUndefined();
  });

  it('gets a fresh token at each sign-in, whatever the browser brought along', async () => {
    const browser = await GuestClient.open(app.url);
    const planted = 'A'.repeat(43);
    const { headers } = await browser.call('accounts/signIn', [{ email: 'ada@example.com', password }]);
    const line = headers.getSetCookie().find((one) => one.startsWith('playjar_login=')) ?? '';
    expect(line).not.toContain(planted);
    expect(browser.valueOf('playjar_login')).toMatch(/^[\w-]{43}$/);
    expect(browser.valueOf('playjar_login')).not.toBe(ada.valueOf('playjar_login'));
    const forged = await fetch(`${app.url}/account`, {
      headers: { cookie: `playjar_login=${planted}` },
      redirect: 'manual',
    });
    expect([forged.status, forged.headers.get('location')]).toEqual([307, '/sign-in?next=/account']);
  });

  it('ends with the sign-out, here and for whoever copied the cookie', async () => {
    const browser = await GuestClient.open(app.url);
    await done(act(browser, 'accounts/signIn', { email: 'ada@example.com', password }));
    const copied = browser.sent;
    await done(act(browser, 'accounts/signOut'));
    expect(browser.valueOf('playjar_login')).toBeUndefined();
    const later = await fetch(`${app.url}/account`, { headers: { cookie: copied }, redirect: 'manual' });
    expect(later.status).toBe(307);
  });

  it('is changed by no page of another site', async () => {
    for (const origin of ['http://evil.example', 'null']) {
      const response = await ada.call('accounts/signOut', [], origin);
      expect(response.status).toBeGreaterThanOrEqual(400);
    }
    expect((await ada.fetch('/account')).status).toBe(200);
  });

  it('leads on from signing in to paths of ours alone', async () => {
    for (const next of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/join/../..//evil.example',
    ])
      expect((await ada.fetch(`/sign-in?next=${encodeURIComponent(next)}`)).headers.get('location')).toBe(
        '/',
      );
    expect((await ada.fetch('/sign-in?next=/account')).headers.get('location')).toBe('/account');
  });
});

describe('a workspace through the doors', () => {
  it('lets an editor work and a viewer only look, and neither see who may come in', async () => {
    const [bob, vera] = [await join('Bob', 'editor'), await join('Vera', 'viewer')];
    const auth = { type: 'bearer', token: 'b0b-and-nobody-else' };
    const made = act<{ id: string }>(bob, 'sessions/createSession', { name: 'by Bob', auth });
    const { id } = await done(made);
    expect(await (await vera.fetch('/')).text()).not.toContain('by Bob');
    await done(act(bob, 'sessions/setSharing', id, { isShared: true }));
    const [seen, worked] = [await (await vera.fetch('/')).text(), await (await bob.fetch('/')).text()];
    expect(worked).toContain('b0b-and-nobody-else');
    expect(seen).toContain('by Bob');
    expect(seen).not.toContain('b0b-and-nobody-else');
    expect(await act(vera, 'sessions/createSession', { name: 'no' })).toMatchObject({
      error: { code: 'forbidden' },
    });
    for (const one of [bob, vera]) {
      expect(await act(one, 'workspaces/invite', 'viewer')).toMatchObject({ error: { code: 'forbidden' } });
      expect(await (await one.fetch('/workspace')).text()).not.toContain('Make an invitation');
    }
  });

  it('puts whoever is removed out at once, with their tokens', async () => {
    const dan = await join('Dan', 'editor');
    const { token } = await done(
      act<{ token: string }>(dan, 'workspaces/createApiToken', { name: 'ci', role: 'editor', days: null }),
    );
    const list = () => fetch(`${app.url}/api/v1/sessions`, { headers: { authorization: `Bearer ${token}` } });
    expect((await list()).status).toBe(200);
    const page = await (await ada.fetch('/workspace')).text();
    const [, userId = ''] = /"userId\\":\\"([\w-]+)\\",\\"name\\":\\"Dan\\"/.exec(page) ?? [];
    await done(act(ada, 'workspaces/removeMember', userId));
    expect((await list()).status).toBe(401);
    expect(await (await dan.fetch('/')).text()).not.toContain('by Bob');
  });

  it('answers a used invitation as one that never was', async () => {
    const { url } = await done(act<{ url: string }>(ada, 'workspaces/invite', 'viewer'));
    const invitation = url.slice(url.lastIndexOf('/') + 1);
    const eve = await GuestClient.open(app.url);
    const input = { name: 'Eve', email: 'eve@example.com', password, invitation };
    await done(act(eve, 'accounts/signUp', input));
    const said = [];
    for (const token of [invitation, 'never-was']) {
      const again = await act(ada, 'accounts/acceptInvitation', token);
      said.push(again.ok ? '' : again.error.message);
    }
    expect(said[0]).toMatch(/does not stand/);
    expect(said[1]).toBe(said[0]);
  });
});
