import { describe, expect, it } from 'vitest';
import type { Exchange } from '@/lib/model/exchange';
import type { Page } from '@/lib/model/page';
import { DEFAULT_HEADERS, type Session } from '@/lib/model/session';
import type { Problem } from '../support/api-client';
import { api } from './shared-app';

describe('sessions over the API', () => {
  it('begins with the defaults of requests', async () => {
    const answer = await api.call<Session>('POST', '/sessions', { body: {} });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      headers: DEFAULT_HEADERS,
      params: [],
      auth: null,
      proxies: {},
      verify: true,
      cert: null,
      timeout: null,
      maxRedirects: 30,
      trustEnv: false,
      variables: {},
      version: 1,
      cookieCount: 0,
    });
    expect(await api.done('GET', `/sessions/${answer.body.id}`)).toEqual(answer.body);
  });

  it('takes every setting and gives it back', async () => {
    const settings = {
      name: 'all of it',
      headers: [['X-A', '1'] as [string, string]],
      params: [['q', ['1', '2']] as [string, string[]]],
      auth: { type: 'basic' as const, username: 'u', password: 'p' },
      verify: false,
      timeout: { connect: 1.5, read: 10 },
      maxRedirects: 3,
      variables: { host: 'example.test' },
    };
    expect(await api.session(settings)).toMatchObject(settings);
  });

  it('takes null for what is not given, as a client that names every field says it', async () => {
    const nothing = {
      name: null,
      headers: null,
      params: null,
      proxies: null,
      verify: null,
      maxRedirects: null,
    };
    const { body: made } = await api.call<Session>('POST', '/sessions', { body: nothing });
    expect(made).toMatchObject({ headers: DEFAULT_HEADERS, params: [], verify: true, maxRedirects: 30 });
    const unset = {
      ...{
        method: null,
        headers: null,
        params: null,
        cookies: null,
        body: null,
        timeout: null,
        proxies: null,
      },
      ...{ allowRedirects: null, maxRedirects: null, verify: null, cert: null, variables: null },
    };
    const { status, body } = await api.call<Exchange>('POST', `/sessions/${made.id}/send`, {
      body: { url: 'http://127.0.0.1:1/', ...unset },
    });
    expect(status).toBe(200);
    expect(body.request).toMatchObject({ method: 'GET', url: 'http://127.0.0.1:1/' });
    expect(body.request.headers).toEqual(expect.arrayContaining(DEFAULT_HEADERS.map((pair) => [...pair])));
    expect(body.error?.code).toBe('connection_error');
    const lost = await api.call<Problem>('POST', `/sessions/${made.id}/send`, { body: { url: null } });
    expect([lost.status, lost.body.errors?.[0]?.path]).toEqual([422, 'url']);
  });

  it('PATCH replaces a given field whole and leaves the others', async () => {
    const made = await api.session({
      headers: [['X-A', '1']],
      variables: { a: '1', b: '2' },
      maxRedirects: 5,
    });
    const answer = await api.call<Session>('PATCH', `/sessions/${made.id}`, {
      body: { variables: { c: '3' } },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ headers: [['X-A', '1']], variables: { c: '3' }, maxRedirects: 5 });
    expect(answer.body.version).toBe(made.version + 1);
    expect(answer.body.createdAt).toBe(made.createdAt);
  });

  it('PATCH with If-Match wins once and is 409 conflict for the loser, whose change is not made', async () => {
    const { id, version } = await api.session({ name: 'first' });
    const patch = (name: string) =>
      api.call<Session & Problem>('PATCH', `/sessions/${id}`, {
        body: { name },
        headers: { 'if-match': `"${version}"` },
      });
    const answers = await Promise.all([patch('one'), patch('two')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const won = answers.find(({ status }) => status === 200);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost?.body.code).toBe('conflict');
    expect(lost?.body.current).toEqual(won?.body);
    expect(await api.done('GET', `/sessions/${id}`)).toEqual(won?.body);
  });

  it('PATCHes without If-Match that meet each change their own field', async () => {
    const { id, version } = await api.session();
    const changes = [{ maxRedirects: 7 }, { timeout: 2 }, { verify: false }, { variables: { a: '1' } }];
    await Promise.all(changes.map((body) => api.done('PATCH', `/sessions/${id}`, body)));
    const session = await api.done<Session>('GET', `/sessions/${id}`);
    expect(session).toMatchObject(Object.assign({}, ...changes) as object);
    expect(session.version).toBe(version + changes.length);
  });

  it('DELETE takes the session, its jar and its history away', async () => {
    const { id } = await api.session();
    await api.putCookie(id, { name: 'a', value: '1' });
    const sent = await api.get(id, 'no-scheme');
    expect((await api.call('DELETE', `/sessions/${id}`)).status).toBe(204);
    for (const path of [`/sessions/${id}`, `/sessions/${id}/cookies`, `/sessions/${id}/history`])
      expect((await api.call('GET', path)).status).toBe(404);
    expect((await api.call('GET', `/exchanges/${sent.id}`)).status).toBe(404);
  });

  it('fork copies settings and jar, and the two go separate ways from there', async () => {
    const source = await api.session({ name: 'source', headers: [['X-A', '1']], variables: { v: '1' } });
    await api.putCookie(source.id, { name: 'a', value: '1', domain: 'example.test' });
    await api.putCookie(source.id, {
      name: 'b',
      value: '2',
      domain: 'example.test',
      path: '/p',
      secure: true,
    });

    const answer = await api.call<Session>('POST', `/sessions/${source.id}/fork`, { body: { name: 'fork' } });
    expect(answer.status).toBe(201);
    const fork = answer.body;
    expect(fork).toMatchObject({
      name: 'fork',
      headers: [['X-A', '1']],
      variables: { v: '1' },
      cookieCount: 2,
    });
    expect(await api.cookies(fork.id)).toEqual(await api.cookies(source.id));

    await api.putCookie(fork.id, { name: 'c', value: '3' });
    await api.done('PATCH', `/sessions/${fork.id}`, { variables: { v: '2' } });
    expect((await api.cookies(source.id)).map(({ name }) => name)).toEqual(['a', 'b']);
    expect((await api.done<Session>('GET', `/sessions/${source.id}`)).variables).toEqual({ v: '1' });
  });

  it('lists newest first in pages that neither repeat nor leave out', async () => {
    const made: string[] = [];
    for (let i = 0; i < 5; i += 1) made.unshift((await api.session({ name: `page ${i}` })).id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const page: Page<Session> = await api.done('GET', `/sessions?limit=2${query}`);
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null && !made.every((id) => seen.includes(id)));
    expect(seen.filter((id) => made.includes(id))).toEqual(made);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('pages through the history of one session to its end', async () => {
    const { id } = await api.session();
    const sent: string[] = [];
    for (let i = 0; i < 5; i += 1) sent.unshift((await api.get(id, `no-scheme-${i}`)).id);
    const first = await api.done<Page<{ id: string }>>('GET', `/sessions/${id}/history?limit=3`);
    const rest = await api.done<Page<{ id: string }>>(
      'GET',
      `/sessions/${id}/history?limit=3&cursor=${first.nextCursor ?? ''}`,
    );
    expect([...first.items, ...rest.items].map((item) => item.id)).toEqual(sent);
    expect(rest.nextCursor).toBeNull();
  });
});
