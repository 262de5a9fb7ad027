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

describe('a room of the site', () => {
  const cookieNames = (response: Response) =>
    response.headers.getSetCookie().map((line) => line.split('=')[0]);
  async function logIn(room: string): Promise<Response> {
    const page = await ask(`${room}/login`);
    const csrf = /name="_csrf" value="(\w+)"/.exec(await page.text())?.[1] ?? '';
    return ask(
      `${room}/login`,
      form({ _csrf: csrf, username: 'admin', password: 'password' }, cookiesOf(page)),
    );
  }

  it('is the site again, with links and redirects that stay in it', async () => {
    const page = await (await ask('/practice/rooms/one/login')).text();
    expect(page).toContain('action="/practice/rooms/one/login"');
    const login = await logIn('/practice/rooms/one');
    expect([login.status, login.headers.get('location')]).toEqual([303, '/practice/rooms/one/account']);
    const account = await ask('/practice/rooms/one/api/account', { headers: { Cookie: cookiesOf(login) } });
    expect(await account.json()).toMatchObject({ user: 'admin' });
  });

  it('that is told to renames its cookie, and no other room does', async () => {
    const page = await (await ask('/practice/rooms/two/switches')).text();
    expect(page).toContain('value="practice_sid"');
    const told = await ask('/practice/rooms/two/switches', form({ cookie: 'practice_sid' }));
    expect([told.status, told.headers.get('location')]).toEqual([303, '/practice/rooms/two/switches']);
    const login = await logIn('/practice/rooms/two');
    expect(cookieNames(login)).toEqual(['practice_sid']);
    const ask2 = (cookie: string) => ask('/practice/rooms/two/api/account', { headers: { Cookie: cookie } });
    expect((await ask2(cookiesOf(login))).status).toBe(200);
    expect((await ask2(cookiesOf(login).replace('practice_sid', 'practice_session'))).status).toBe(401);
    expect(cookieNames(await logIn('/practice/rooms/three'))).toEqual(['practice_session']);
    await ask('/practice/rooms/two/switches', form({ cookie: 'practice_session' }));
    expect(cookieNames(await logIn('/practice/rooms/two'))).toEqual(['practice_session']);
  });

  it('has a name of letters, digits and dashes', async () => {
    expect((await ask('/practice/rooms/No_room/login')).status).toBe(404);
  });
});
