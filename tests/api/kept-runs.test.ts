import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Checkpoint } from '@/lib/model/checkpoint';
import type { Page } from '@/lib/model/page';
import type { ShownMask } from '@/lib/model/mask';
import type { RunDiff } from '@/lib/model/run-diff';
import type { RunSummary } from '@/lib/model/run';
import type { Problem } from '../support/api-client';
import { nextEvent, streamEvents } from '../support/event-stream';
import { startTarget, type Target } from '../support/target-server';
import { api } from './shared-app';

/** A site whose cookie can be given another name, as the practice site's can. */
let cookieName = 'sid';
let count = 0;
let openGate: (() => void) | undefined;
let target: Target;
beforeAll(async () => {
  target = await startTarget(async (request, response) => {
    count += 1;
    if (request.url === '/gate') await new Promise<void>((open) => (openGate = open));
    if (request.url === '/login')
      response.setHeader('Set-Cookie', `${cookieName}=user-${count}; Path=/; HttpOnly; Max-Age=3600`);
    const known = new RegExp(`${cookieName}=|as=admin`).test(request.header('cookie') ?? '');
    const page = { request_id: `r${count}`, at: new Date().toISOString(), user: known ? 'admin' : null };
    response.setHeader('Content-Type', 'application/json');
    response.writeHead(request.url === '/account' && !known ? 401 : 200).end(JSON.stringify(page));
  });
});
afterAll(() => target.close());

const step = (id: string, path: string) => ({ id, name: id, request: { url: `${target.url}${path}` } });
const login = () =>
  api.sequence({ name: 'Log in', steps: [step('login', '/login'), step('account', '/account')] });

describe('runs that are kept', () => {
  it('are listed by their sequence, one of them as the reference, until they are deleted', async () => {
    const { id } = await login();
    const [first, second] = [await api.run(id), await api.run(id)];
    await api.done('PUT', `/runs/${first.id}/reference`);
    expect(await api.done('PUT', `/runs/${second.id}/reference`)).toMatchObject({ isReference: true });
    const list = async (): Promise<[string, boolean][]> => {
      const page = await api.done<Page<RunSummary>>('GET', `/sequences/${id}/runs`);
      return page.items.map((run) => [run.id, run.isReference]);
    };
    expect(await list()).toEqual([
      [second.id, true],
      [first.id, false],
    ]);
    await api.done('DELETE', `/runs/${second.id}/reference`);
    expect((await api.call('DELETE', `/runs/${first.id}`)).status).toBe(204);
    expect(await list()).toEqual([[second.id, false]]);
    expect((await api.call('GET', `/runs/${first.id}`)).status).toBe(404);
    expect((await api.call('DELETE', `/runs/${first.id}`)).status).toBe(404);
    expect((await api.call('GET', `/sessions/${first.sessionId}`)).status, 'the session made for it').toBe(
      404,
    );
    expect((await api.call('GET', '/sequences/unknown/runs')).status).toBe(404);
  });

  it('leave the history of a session that was not made for them', async () => {
    const { id } = await login();
    const session = await api.session();
    const run = await api.run(id, { sessionId: session.id });
    await api.done('DELETE', `/runs/${run.id}`);
    expect(await api.history(session.id)).toHaveLength(2);
  });

  it('cannot be deleted while under way, and can be followed from any event by another reader', async () => {
    const { id } = await api.sequence({ name: 'gated', steps: [step('one', '/'), step('two', '/gate')] });
    const events = { accept: 'text/event-stream' };
    const started = await api.fetch('POST', `/sequences/${id}/runs`, { body: {}, headers: events });
    await nextEvent(streamEvents(started));
    const path = started.headers.get('location')?.replace('/api/v1', '') ?? '';
    expect((await api.call<Problem>('DELETE', path)).body.code).toBe('conflict');
    const later = await api.fetch('GET', path, { headers: { ...events, 'last-event-id': '1' } });
    await expect.poll(() => openGate).toBeTypeOf('function');
    openGate?.();
    const rest = streamEvents(later);
    expect(await nextEvent(rest)).toMatchObject({ id: '2', data: { position: 1 } });
    expect(await nextEvent(rest)).toMatchObject({ event: 'run', data: { status: 'passed' } });
    const again = streamEvents(
      await api.fetch('GET', path, { headers: { ...events, 'last-event-id': '2' } }),
    );
    expect(await nextEvent(again)).toMatchObject({ id: '3', event: 'run' });
  });
});

describe('two runs compared', () => {
  it('are the same but for volatile values, until the site renames its cookie: then exactly that is named', async () => {
    const { id } = await login();
    const [a, b] = [await api.run(id), await api.run(id)];
    const alike = await api.done<RunDiff>('GET', `/runs/${a.id}/diff/${b.id}`);
    expect(alike).toMatchObject({ same: true, a: { id: a.id }, b: { id: b.id } });
    expect(alike.sentence).toMatch(/^No: all 2 steps answer as before\./);
    cookieName = 'sid2';
    const c = await api.run(id);
    cookieName = 'sid';
    const changed = await api.done<RunDiff>('GET', `/runs/${b.id}/diff/${c.id}`);
    expect(changed).toMatchObject({ same: false, differences: 1 });
    expect(changed.sentence).toBe('Yes: step 1 “login” sets cookie sid2 instead of sid.');
    expect((await api.call('GET', `/runs/${a.id}/diff/unknown`)).status).toBe(404);
  });

  it('by masks of the sequence, which can be switched off, added and read', async () => {
    const { id } = await login();
    const [a, b] = [await api.run(id), await api.run(id)];
    const diff = async () => (await api.done<RunDiff>('GET', `/runs/${a.id}/diff/${b.id}`)).differences;
    expect(await diff()).toBe(0);
    const ids = async () =>
      (await api.done<{ items: ShownMask[] }>('GET', `/sequences/${id}/masks`)).items.filter(
        (rule) => !rule.isOn,
      );
    await api.done('PUT', `/sequences/${id}/masks`, { off: ['json-ids'] });
    expect((await ids()).map((rule) => rule.id)).toEqual(['json-ids']);
    expect(await diff()).toBe(2);
    const own = [{ id: 'mine', on: 'json', name: '$.request_id', label: 'request ids' }];
    await api.done('PUT', `/sequences/${id}/masks`, { off: ['json-ids'], own });
    expect(await diff()).toBe(0);
    const bad = { own: [{ id: 'dates', on: 'json', pattern: '(', label: 'x' }] };
    const refused = await api.call<Problem>('PUT', `/sequences/${id}/masks`, { body: bad });
    expect([refused.status, refused.body.errors?.map(({ path }) => path)]).toEqual([
      422,
      ['own.0.id', 'own.0.pattern'],
    ]);
    expect(await diff()).toBe(0);
  });

  it('as two sessions at the same time', async () => {
    const { id } = await api.sequence({ name: 'account', steps: [step('account', '/account')] });
    const admin = await api.session({ name: 'admin' });
    await api.putCookie(admin.id, { name: 'as', value: 'admin', domain: '127.0.0.1' });
    const guest = await api.session({ name: 'guest' });
    const as = [{ sessionId: admin.id }, { sessionId: guest.id }];
    const found = await api.call<RunDiff>('POST', `/sequences/${id}/comparisons`, { body: { as } });
    expect(found.status).toBe(201);
    expect([found.body.a.sessionName, found.body.b.sessionName]).toEqual(['admin', 'guest']);
    expect(found.body.sentence).toMatch(/^Yes: step 1 “account” answers 401 instead of 200\./);
    const twice = { as: [as[0], as[0]] };
    expect((await api.call('POST', `/sequences/${id}/comparisons`, { body: twice })).status).toBe(422);
    const unknown = { as: [as[0], { checkpointId: 'unknown' }] };
    expect((await api.call('POST', `/sequences/${id}/comparisons`, { body: unknown })).status).toBe(404);
  });
});

describe('checkpoints of a jar', () => {
  it('are saved, listed, rolled back to and deleted', async () => {
    const session = await api.session({ name: 'admin' });
    const at = `/sessions/${session.id}/checkpoints`;
    await api.get(session.id, `${target.url}/login`);
    await api.putCookie(session.id, { name: 'theme', value: 'dark', domain: '127.0.0.1' });
    const before = await api.cookies(session.id);
    const saved = await api.call<Checkpoint>('POST', at, { body: { name: ' logged in ' } });
    expect([saved.status, saved.body.name, saved.body.cookieCount]).toEqual([201, 'logged in', 2]);
    await api.done('DELETE', `/sessions/${session.id}/cookies?name=sid`);
    await api.putCookie(session.id, { name: 'new', value: '1' });
    const restored = await api.done<{ items: unknown[] }>('POST', `${at}/${saved.body.id}/restore`);
    expect(restored.items).toEqual(before);
    expect(await api.cookies(session.id)).toEqual(before);
    expect(await api.done('GET', at)).toEqual({ items: [saved.body], nextCursor: null });
    const other = await api.session();
    for (const [method, tail] of [
      ['POST', '/restore'],
      ['DELETE', ''],
    ] as const)
      expect(
        (await api.call(method, `/sessions/${other.id}/checkpoints/${saved.body.id}${tail}`)).status,
      ).toBe(404);
    expect((await api.call('DELETE', `${at}/${saved.body.id}`)).status).toBe(204);
    expect(await api.done('GET', at)).toEqual({ items: [], nextCursor: null });
    expect((await api.call('POST', at, { body: { name: '' } })).status).toBe(422);
  });

  it('are where a run can begin, in a session of its own', async () => {
    const { id } = await api.sequence({ name: 'account', steps: [step('account', '/account')] });
    const session = await api.session({ name: 'admin', headers: [['X-From', 'admin']] });
    await api.get(session.id, `${target.url}/login`);
    const { id: checkpointId } = await api.done<Checkpoint>('POST', `/sessions/${session.id}/checkpoints`, {
      name: 'logged in',
    });
    await api.done('DELETE', `/sessions/${session.id}/cookies`);
    const run = await api.run(id, { checkpointId });
    expect(run).toMatchObject({ status: 'passed', sessionName: 'admin, logged in' });
    expect(run.steps[0]?.exchange).toMatchObject({ response: { status: 200 } });
    expect(target.requests.at(-1)?.header('x-from')).toBe('admin');
    expect(await api.cookies(session.id)).toEqual([]);
    const both = { checkpointId, sessionId: session.id };
    expect((await api.call('POST', `/sequences/${id}/runs`, { body: both })).status).toBe(422);
    const fork = await api.done<{ id: string }>('POST', `/sessions/${session.id}/fork`, {});
    expect((await api.run(id, { sessionId: fork.id })).steps[0]?.exchange?.response?.status).toBe(401);
  });
});
