import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '@/lib/model/run';
import type { SequenceInput } from '@/lib/model/sequence';
import type { CreatedShare, Share, SharedView } from '@/lib/model/share';
import type { Answer, Problem } from '../support/api-client';
import { nextEvent, streamEvents } from '../support/event-stream';
import type { Target } from '../support/target-server';
import { startLoginTarget } from './login-target';
import { api, appUrl, stranger } from './shared-app';

/** Stands where a careless author leaves a secret; must come out of no door. */
const CANARY = 'canary-5e0c-Zq7-password';

let target: Target;
beforeAll(async () => {
  target = await startLoginTarget();
});
afterAll(() => target.close());

/** Logs in to the target with a password typed into the step, then opens the restricted page. */
function input(password = 'password'): SequenceInput {
  return {
    name: 'Restricted page',
    description: 'Log in, then look.',
    steps: [
      {
        name: 'login',
        request: {
          method: 'POST',
          url: `${target.url}/login`,
          body: {
            type: 'form',
            fields: [
              ['username', 'admin'],
              ['password', password],
            ],
          },
        },
      },
      {
        name: 'look',
        request: { method: 'GET', url: `${target.url}/restricted` },
        assert: [{ source: 'status', operator: 'equals', value: 200 }],
      },
    ],
  };
}

const share = async (options: Partial<Parameters<typeof api.share>[0]> = {}): Promise<CreatedShare> =>
  api.share({ sequenceId: (await api.sequence(input())).id, ...options });
const replay = (token: string, variables: Record<string, string> = {}): Promise<Answer<Run>> =>
  stranger.call('POST', `/shared/${token}/replays`, { body: { variables } });
const open = (token: string): Promise<Answer<SharedView & Problem>> =>
  stranger.call('GET', `/shared/${token}`);

describe('shares over the API', () => {
  it('tells what the link would reveal, asks the visitor for it, and gives the token once', async () => {
    const made = await share();
    expect(made.findings).toEqual([
      {
        where: 'steps.1.request.body.fields.password',
        places: ['steps.1.request.body.fields.password'],
        kind: 'password',
        preview: '••• (8 characters)',
        outcome: 'prompted',
        prompt: 'password',
      },
    ]);
    expect(made.token).toMatch(/^[\w-]{32}$/);
    expect(made.url).toBe(`${appUrl}/s/${made.token}`);
    const list = await api.done<{ items: Share[] }>('GET', '/shares');
    const listed = list.items.find(({ id }) => id === made.id);
    expect(listed).toMatchObject({ name: 'Restricted page', replays: 0, revokedAt: null });
    expect(JSON.stringify(list)).not.toContain(made.token);
  });

  it('ends after a week unless told otherwise', async () => {
    const days = (to: string | null): number => (Date.parse(to ?? '') - Date.now()) / 86_400_000;
    expect(days((await share()).expiresAt)).toBeCloseTo(7, 2);
    expect((await share({ expiresAt: null })).expiresAt).toBeNull();
  });

  it('anyone with the link sees the frozen steps and what is asked for', async () => {
    const { token } = await share();
    const { status, body } = await open(token);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'Restricted page',
      description: 'Log in, then look.',
      mode: 'replay',
    });
    expect(body.steps.map(({ name }) => name)).toEqual(['login', 'look']);
    expect(JSON.stringify(body.steps[0]?.request.body)).toContain('["password","{{password}}"]');
    expect(body.variables).toEqual([{ name: 'password', secret: true, prompt: 'password' }]);
    expect(body).not.toHaveProperty('token');
  });

  it('replays in a fresh session with what the visitor gives', async () => {
    const { token } = await share();
    const first = await replay(token, { password: 'password' });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ status: 'passed', sequenceId: null });
    expect(first.body.steps[1]?.jarBefore.map(({ name }) => name)).toEqual(['sid']);
    const second = await replay(token, { password: 'wrong' });
    expect(second.body.status).toBe('failed');
    expect(second.body.steps[0]?.jarBefore).toEqual([]);
    expect(second.body.sessionId).not.toBe(first.body.sessionId);
    expect((await stranger.call('GET', `/shared/${token}/replays/${first.body.id}`)).body).toEqual(
      first.body,
    );
  });

  it('a missing answer is 422 that names it, and nothing is sent or counted', async () => {
    const { token } = await share({ maxReplays: 1 });
    const hits = target.requests.length;
    const refused = await stranger.call<Problem>('POST', `/shared/${token}/replays`, { body: {} });
    expect(refused.status).toBe(422);
    expect(refused.body.errors?.map(({ path }) => path)).toEqual(['variables.password']);
    expect(target.requests).toHaveLength(hits);
    expect((await replay(token, { password: 'password' })).status).toBe(201);
  });

  it('steps of a replay arrive as events', async () => {
    const { token } = await share();
    const response = await stranger.fetch('POST', `/shared/${token}/replays`, {
      body: { variables: { password: 'password' } },
      headers: { accept: 'text/event-stream' },
    });
    const events = streamEvents(response);
    expect(await nextEvent(events)).toMatchObject({ event: 'step', data: { position: 0 } });
    expect(await nextEvent(events)).toMatchObject({ event: 'step', data: { position: 1 } });
    expect(await nextEvent(events)).toMatchObject({ event: 'run', data: { status: 'passed' } });
    const path = response.headers.get('location')?.replace('/api/v1', '') ?? '';
    expect((await stranger.call('GET', path)).body).toMatchObject({ status: 'passed' });
  });

  it('fault 68: revoked, unknown, expired and spent links all answer the same 404', async () => {
    const revoked = await share();
    expect((await api.call('DELETE', `/shares/${revoked.id}`)).status).toBe(204);
    const expired = await share({ expiresAt: new Date(Date.now() - 1000).toISOString() });
    const spent = await share({ maxReplays: 1 });
    expect((await replay(spent.token, { password: 'password' })).status).toBe(201);

    const tokens = [revoked.token, expired.token, spent.token, 'A'.repeat(32)];
    const opened = await Promise.all(tokens.map(open));
    const replayed = await Promise.all(tokens.map((token) => replay(token, { password: 'password' })));
    for (const answer of [...opened, ...replayed]) {
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(opened[0]?.body);
    }
    const pages = await Promise.all(tokens.map((token) => fetch(`${appUrl}/s/${token}`)));
    expect(pages.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  it('maxReplays is exact when many replay at once, and the last replay can still be read', async () => {
    const { token } = await share({ maxReplays: 2 });
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => replay(token, { password: 'password' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 404, 404, 404, 404]);
    const last = answers.find(({ status }) => status === 201)?.body.id ?? '';
    expect((await stranger.call('GET', `/shared/${token}/replays/${last}`)).status).toBe(200);
  });

  it('a replay is read only with its own link', async () => {
    const [one, other] = [await share(), await share()];
    const { id } = (await replay(one.token, { password: 'password' })).body;
    expect((await stranger.call('GET', `/shared/${other.token}/replays/${id}`)).status).toBe(404);
    expect((await stranger.call('GET', `/shared/${one.token}/replays/unknown`)).status).toBe(404);
  });

  it('stays as it was when the sequence is edited or deleted afterwards', async () => {
    const sequence = await api.sequence(input());
    const { token } = await api.share({ sequenceId: sequence.id });
    const before = (await open(token)).body;
    await api.done('PUT', `/sequences/${sequence.id}`, { ...input(), name: 'edited', steps: [] });
    expect((await open(token)).body).toEqual(before);
    await api.call('DELETE', `/sequences/${sequence.id}`);
    expect((await open(token)).body).toEqual(before);
    expect((await replay(token, { password: 'password' })).body.status).toBe('passed');
  });

  it('fault 67: never sends the author’s cookies, whatever session the link was made with', async () => {
    const author = await api.session();
    await api.putCookie(author.id, { name: 'author', value: 'everywhere' });
    await api.putCookie(author.id, { name: 'sid', value: 's3cr3t-cookie', domain: '127.0.0.1' });
    const sequence = await api.sequence(input());
    await api.run(sequence.id, { sessionId: author.id });
    expect(target.requests.at(-1)?.header('cookie')).toContain('author=everywhere');

    const { token } = await api.share({ sequenceId: sequence.id, sessionId: author.id });
    const hits = target.requests.length;
    const run = (await replay(token, { password: 'wrong' })).body;
    expect(run.status).toBe('failed');
    const sent = target.requests.slice(hits);
    expect(sent).toHaveLength(2);
    expect(sent.map((request) => request.header('cookie'))).toEqual([undefined, undefined]);
    expect(JSON.stringify(run)).not.toContain('s3cr3t-cookie');
  });
});

describe('a password that the author typed into a step', () => {
  it('fault 66: is neither in what the link shows, nor in its page, nor in a replay that was given another', async () => {
    const { id } = await api.sequence(input(CANARY));
    const session = await api.session({ auth: { type: 'basic', username: 'u', password: CANARY } });
    const { token, findings } = await api.share({ sequenceId: id, sessionId: session.id });
    expect(findings.map(({ places, outcome }) => [places.length, outcome])).toEqual([[2, 'prompted']]);
    const shown = JSON.stringify((await open(token)).body);
    expect(shown).toContain('{{password}}');
    expect(shown).not.toContain(CANARY);
    const page = await fetch(`${appUrl}/s/${token}`);
    const html = await page.text();
    expect([page.status, html.includes('Restricted page')]).toEqual([200, true]);
    expect(html).not.toContain(CANARY);
    const run = await replay(token, { password: 'password' });
    expect(run.status).toBe(201);
    expect(JSON.stringify(run.body)).not.toContain(CANARY);
  });

  it('is shown when the author reveals it', async () => {
    const { id } = await api.sequence(input(CANARY));
    const reveal = ['steps.1.request.body.fields.password'];
    const { token, findings } = await api.share({ sequenceId: id, reveal });
    expect(findings.map(({ outcome }) => outcome)).toEqual(['revealed']);
    expect(JSON.stringify((await open(token)).body)).toContain(CANARY);
    expect((await replay(token)).status).toBe(201);
  });

  it('fault 67: a host that the visitor would choose is refused', async () => {
    const { id } = await api.sequence({
      name: 'open relay',
      variables: [{ name: 'host' }],
      steps: [{ name: 'one', request: { url: 'http://{{host}}/' } }],
    });
    const answer = await api.call<Problem>('POST', '/shares', { body: { sequenceId: id } });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_request']);
    expect(answer.body.detail).toContain('{{host}}');
  });
});
