import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPractice } from './practice-server';
import { cookiesOf, form } from './visitor';

let site: Awaited<ReturnType<typeof startPractice>>;
beforeAll(async () => {
  site = await startPractice();
});
afterAll(() => site.stop());

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${site.url}${path}`, { redirect: 'manual', ...init });
}

describe('logging in by the API', () => {
  it('gives a cookie that opens the restricted page', async () => {
    const login = await ask('/practice/api/login', form({ username: 'admin', password: 'password' }));
    expect(login.status).toBe(200);
    const account = await ask('/practice/api/account', { headers: { Cookie: cookiesOf(login) } });
    expect(account.status).toBe(200);
    expect(await account.json()).toMatchObject({ user: 'admin', role: 'administrator' });
  });

  it('takes JSON as well as a form', async () => {
    const body = JSON.stringify({ username: 'alice', password: 'wonderland' });
    const login = await ask('/practice/api/login', {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json' },
    });
    expect(login.status).toBe(200);
    expect(await login.json()).toMatchObject({ user: 'alice' });
  });

  it('keeps its cookie to /practice and away from scripts', async () => {
    const login = await ask('/practice/api/login', form({ username: 'admin', password: 'password' }));
    expect(login.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^practice_session=admin\.[\w-]+\.[\w-]+; Path=\/practice; HttpOnly; SameSite=Lax$/,
      ),
    ]);
  });

  it.each([
    ['a wrong password', { username: 'admin', password: 'Password' }, 401],
    ['an unknown name', { username: 'toString', password: 'password' }, 401],
    ['no password', { username: 'admin' }, 400],
  ])('refuses %s', async (_what, fields, status) => {
    const login = await ask('/practice/api/login', form(fields));
    expect(login.status).toBe(status);
    expect(login.headers.getSetCookie()).toEqual([]);
  });

  it('answers 400 to a body that is no JSON', async () => {
    const headers = { 'Content-Type': 'application/json' };
    const login = await ask('/practice/api/login', { method: 'POST', body: '{"username"', headers });
    expect(login.status).toBe(400);
  });
});

describe('the restricted pages', () => {
  it('answer 401 without a cookie', async () => {
    expect((await ask('/practice/account')).status).toBe(401);
    const data = await ask('/practice/api/account');
    expect(data.status).toBe(401);
    expect(await data.json()).toMatchObject({ error: 'not_logged_in' });
  });

  it('answer 401 to a cookie that was changed', async () => {
    const login = await ask('/practice/api/login', form({ username: 'alice', password: 'wonderland' }));
    const forged = cookiesOf(login).replace('alice', 'admin');
    expect((await ask('/practice/api/account', { headers: { Cookie: forged } })).status).toBe(401);
  });

  it('answer 401 to a cookie without a signature', async () => {
    for (const value of ['', '.', 'admin', 'admin.x.']) {
      const headers = { Cookie: `practice_session=${value}` };
      expect((await ask('/practice/api/account', { headers })).status).toBe(401);
    }
  });

  it('take the cookie away on logout', async () => {
    const out = await ask('/practice/logout', { method: 'POST' });
    expect(out.status).toBe(303);
    expect(out.headers.getSetCookie()[0]).toContain('practice_session=; Path=/practice; Max-Age=0');
  });
});

describe('the login form', () => {
  async function openForm(): Promise<{ csrf: string; cookie: string }> {
    const page = await ask('/practice/login');
    const csrf = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    return { csrf, cookie: cookiesOf(page) };
  }

  it('leads to the account page when _csrf comes back with its cookie', async () => {
    const { csrf, cookie } = await openForm();
    const login = await ask(
      '/practice/login',
      form({ _csrf: csrf, username: 'admin', password: 'password' }, cookie),
    );
    expect(login.status).toBe(303);
    expect(login.headers.get('location')).toBe('/practice/account');
    const account = await ask('/practice/account', { headers: { Cookie: cookiesOf(login) } });
    expect(account.status).toBe(200);
    expect(await account.text()).toContain('Hello, admin');
  });

  it('answers 403 without the field, without the cookie, and when they differ', async () => {
    const { csrf, cookie } = await openForm();
    const person = { username: 'admin', password: 'password' };
    for (const attempt of [
      form(person, cookie),
      form({ ...person, _csrf: csrf }),
      form({ ...person, _csrf: 'x' }, cookie),
    ]) {
      const login = await ask('/practice/login', attempt);
      expect(login.status).toBe(403);
      expect(cookiesOf(login)).not.toContain('practice_session');
    }
  });

  it('answers 401 to a wrong password and says which ones are right', async () => {
    const { csrf, cookie } = await openForm();
    const login = await ask(
      '/practice/login',
      form({ _csrf: csrf, username: 'admin', password: 'x' }, cookie),
    );
    expect(login.status).toBe(401);
    expect(await login.text()).toContain('alice / wonderland');
  });

  it('shows a cookie of a stranger as text, never as HTML', async () => {
    const page = await ask('/practice/login', { headers: { Cookie: 'practice_csrf="><script>' } });
    expect(await page.text()).not.toContain('<script>');
  });
});

describe('the other pages', () => {
  it('sets a cookie at each redirect', async () => {
    const first = await ask('/practice/redirect/2?status=307');
    expect(first.status).toBe(307);
    expect(first.headers.get('location')).toBe('/practice/redirect/1?status=307');
    expect(cookiesOf(first)).toBe('practice_hop_2=seen');
    const last = await ask('/practice/redirect/0', {
      headers: { Cookie: 'practice_hop_2=seen; practice_hop_1=seen' },
    });
    expect(await last.json()).toMatchObject({
      arrived: true,
      cookies: { practice_hop_2: 'seen', practice_hop_1: 'seen' },
    });
  });

  it('echoes what arrived, and none of Playjar’s own cookies', async () => {
    const headers = { Cookie: 'a=1; playjar_session=secret; __Host-playjar=secret; b=2', 'X-Mine': 'yes' };
    const text = await (
      await ask('/practice/api/echo?q=1', { method: 'PUT', body: 'héllo', headers })
    ).text();
    const seen: unknown = JSON.parse(text);
    expect(seen).toMatchObject({
      method: 'PUT',
      query: [['q', '1']],
      cookies: { a: '1', b: '2' },
      body: { size: 6, text: 'héllo' },
    });
    expect(seen).toHaveProperty(
      'headers',
      expect.arrayContaining([
        ['x-mine', 'yes'],
        ['cookie', 'a=1; b=2'],
      ]),
    );
    expect(text).not.toContain('secret');
  });

  it('echoes bytes that are no text as base64', async () => {
    const echo = await ask('/practice/api/echo', { method: 'POST', body: new Uint8Array([0xff, 0xfe]) });
    expect(await echo.json()).toMatchObject({ body: { size: 2, base64: '//4=' } });
  });

  it('answers 413 to a body over 1 MiB', async () => {
    const echo = await ask('/practice/api/echo', { method: 'POST', body: new Uint8Array(1_048_577) });
    expect(echo.status).toBe(413);
  });

  it('gives about 2 kB of products', async () => {
    const body = await (await ask('/practice/api/products')).text();
    expect(body.length).toBeGreaterThan(1_500);
    expect(body.length).toBeLessThan(3_000);
  });

  it('waits as long as it is told', async () => {
    const began = performance.now();
    expect(await (await ask('/practice/slow?ms=120')).json()).toEqual({ waitedMs: 120 });
    expect(performance.now() - began).toBeGreaterThan(110);
  });

  it('answers with any status from 200 to 599', async () => {
    for (const code of [201, 204, 304, 418, 599])
      expect((await ask(`/practice/status/${code}`)).status).toBe(code);
    expect((await ask('/practice/status/199')).status).toBe(400);
  });

  it('wants HTTP Basic where it says so', async () => {
    const refused = await ask('/practice/api/basic');
    expect(refused.headers.get('www-authenticate')).toBe('Basic realm="practice"');
    const headers = { Authorization: `Basic ${btoa('admin:password')}` };
    expect((await ask('/practice/api/basic', { headers })).status).toBe(200);
  });

  it('explains itself, says 404 and 405, and is never cached', async () => {
    const index = await ask('/practice');
    expect(await index.text()).toContain('/practice/api/login');
    expect(index.headers.get('cache-control')).toBe('no-store');
    expect((await ask('/practice/nothing')).status).toBe(404);
    const wrong = await ask('/practice/api/login');
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toBe('POST');
  });
});
