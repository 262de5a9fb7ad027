import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_HEADERS } from '@/lib/model/session';
import { headerValues, jsonOf } from '../support/api-client';
import type { Target } from '../support/target-server';
import { startLoginTarget } from './login-target';
import { api, appUrl } from './shared-app';

const LOGIN = {
  type: 'form',
  fields: [
    ['username', 'admin'],
    ['password', 'password'],
  ],
} as const;
const body = () => ({ type: LOGIN.type, fields: LOGIN.fields.map(([k, v]): [string, string] => [k, v]) });
const headers = DEFAULT_HEADERS.map(([name, value]): [string, string] => [
  name,
  name === 'User-Agent' ? 'Mozilla/5.0' : value,
]);

describe('the main job over the API, on the practice site', () => {
  it('logs in, opens the restricted page with the cookie sent by itself, and is refused once the jar is emptied', async () => {
    const { id } = await api.session({ name: 'main job', headers });
    expect((await api.get(id, `${appUrl}/practice/api/account`)).response?.status).toBe(401);

    const login = await api.send(id, { method: 'POST', url: `${appUrl}/practice/api/login`, body: body() });
    expect(login.error).toBeNull();
    expect(login.response?.status).toBe(200);
    expect(login.cookies.stored.map(({ name }) => name)).toEqual(['practice_session']);

    const page = await api.get(id, `${appUrl}/practice/api/account`);
    expect(page.response?.status).toBe(200);
    expect(jsonOf(page)).toMatchObject({ user: 'admin' });
    expect(page.cookies.sent.map(({ name }) => name)).toEqual(['practice_session']);

    const jar = await api.cookies(id);
    expect(jar).toHaveLength(1);
    expect(jar[0]).toMatchObject({
      name: 'practice_session',
      domain: '127.0.0.1',
      path: '/practice',
      httpOnly: true,
      sameSite: 'lax',
      hostOnly: true,
    });

    expect((await api.call('DELETE', `/sessions/${id}/cookies`)).status).toBe(204);
    expect(await api.cookies(id)).toEqual([]);
    const refused = await api.get(id, `${appUrl}/practice/api/account`);
    expect(refused.response?.status).toBe(401);
    expect(refused.cookies.sent).toEqual([]);
  });
});

describe('the main job over the API, on a site of its own', () => {
  let target: Target;
  beforeAll(async () => {
    target = await startLoginTarget();
  });
  afterAll(() => target.close());

  it('sends the session header with each request, the form as typed and the cookie by itself', async () => {
    const { id } = await api.session({ headers });
    const login = await api.send(id, { method: 'POST', url: `${target.url}/login`, body: body() });
    const page = await api.get(id, `${target.url}/restricted`);
    expect(login.response?.status).toBe(200);
    expect(page.response).toMatchObject({ status: 200, body: { text: 'the secret page', truncated: false } });

    const [first, second] = target.requests;
    expect(first?.body.toString()).toBe('username=admin&password=password');
    expect(first?.header('content-type')).toBe('application/x-www-form-urlencoded');
    expect(first?.header('cookie')).toBeUndefined();
    expect(second?.header('cookie')).toBe('sid=s3cr3t-cookie');
    expect([first, second].map((request) => request?.header('user-agent'))).toEqual([
      'Mozilla/5.0',
      'Mozilla/5.0',
    ]);
  });

  it('answers what really went over the wire, headers in order', async () => {
    const { id } = await api.session({ headers });
    const before = target.requests.length;
    const exchange = await api.send(id, { url: `${target.url}/restricted`, headers: [['X-One', '1']] });
    const arrived = target.requests[before];
    expect(exchange.request.headers).toEqual(arrived?.rawHeaders);
    expect(headerValues(exchange.request.headers, 'host')).toEqual([target.host + ':' + String(target.port)]);
  });

  it('keeps the exchange in the history as it was answered', async () => {
    const { id } = await api.session();
    const sent = await api.get(id, `${target.url}/restricted`);
    const [line, ...others] = await api.history(id);
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      id: sent.id,
      sessionId: id,
      state: 'done',
      method: 'GET',
      url: `${target.url}/restricted`,
      status: 401,
      errorCode: null,
    });
    expect(await api.done('GET', `/exchanges/${sent.id}`)).toEqual(sent);
  });

  it('keeps the cookies of two sessions apart', async () => {
    const [one, other] = await Promise.all([api.session(), api.session()]);
    await api.send(one.id, { method: 'POST', url: `${target.url}/login`, body: body() });
    expect((await api.get(other.id, `${target.url}/restricted`)).response?.status).toBe(401);
    expect((await api.get(one.id, `${target.url}/restricted`)).response?.status).toBe(200);
  });

  it('neither sends nor stores cookies when a request says so', async () => {
    const { id } = await api.session();
    const login = { method: 'POST', url: `${target.url}/login`, body: body() };
    await api.send(id, { ...login, storeCookies: false });
    expect(await api.cookies(id)).toEqual([]);
    await api.send(id, login);
    const page = await api.send(id, { url: `${target.url}/restricted`, sendCookies: false });
    expect(page.response?.status).toBe(401);
    expect(await api.cookies(id)).toHaveLength(1);
  });
});
