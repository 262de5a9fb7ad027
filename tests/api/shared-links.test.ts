import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '@/lib/model/run';
import type { Share, SharedView } from '@/lib/model/share';
import type { Problem } from '../support/api-client';
import { GuestClient } from '../support/guest-client';
import type { Target } from '../support/target-server';
import { startLoginTarget } from './login-target';
import { open, replay, sequence, share, steps } from './link-calls';
import { api, appUrl } from './shared-app';

let target: Target;
beforeAll(async () => {
  target = await startLoginTarget();
});
afterAll(() => target.close());

describe('a recording', () => {
  it('shows one kept run, masked, and sends nothing', async () => {
    const kept = await sequence({ steps: steps(`${target.url}/login`, `${target.url}/restricted`) });
    const run = await api.run(kept.id);
    const { token } = await api.share({ sequenceId: kept.id, mode: 'recording', runId: run.id });
    const hits = target.requests.length;
    const { body } = await open(token);
    expect(body.run?.steps.map(({ status }) => status)).toEqual(run.steps.map(({ status }) => status));
    expect(body.run?.steps.map(({ exchange }) => exchange?.response?.status)).toEqual(
      run.steps.map(({ exchange }) => exchange?.response?.status),
    );
    expect(body.variables).toEqual([]);
    expect((await replay(token)).status).toBe(422);
    expect(target.requests).toHaveLength(hits);
    const text = JSON.stringify(body);
    for (const id of [run.id, run.sessionId, kept.id]) expect(text).not.toContain(id);
  });

  it('needs a run of that sequence', async () => {
    const [one, other] = [
      await sequence({ steps: steps(target.url) }),
      await sequence({ steps: steps(target.url) }),
    ];
    const run = await api.run(other.id);
    for (const runId of [undefined, run.id]) {
      const input = { sequenceId: one.id, mode: 'recording', ...(runId && { runId }) };
      expect((await api.call<Problem>('POST', '/shares', { body: input })).body.code).toBe('invalid_request');
    }
    const unknown = { sequenceId: one.id, mode: 'recording', runId: 'unknown' };
    expect((await api.call('POST', '/shares', { body: unknown })).status).toBe(404);
  });
});

describe('a live link', () => {
  it('runs through the shared session for members, with the sender written down; for all others it is not there', async () => {
    const session = await api.session();
    await api.putCookie(session.id, { name: 'shared', value: 'by-all', domain: '127.0.0.1' });
    const made = await share(
      { steps: steps(`${target.url}/restricted`) },
      { mode: 'live', sessionId: session.id },
    );
    const unknown = await open('A'.repeat(32));
    const { token: outsider } = await GuestClient.open(appUrl).then((guest) => ({ token: guest }));
    for (const answer of [await open(made.token), await replay(made.token)])
      expect([answer.status, answer.body]).toEqual([404, unknown.body]);
    expect((await outsider.fetch(`/s/${made.token}`)).status).toBe(404);

    expect((await api.call<SharedView>('GET', `/shared/${made.token}`)).body.mode).toBe('live');
    const run = (await api.call<Run>('POST', `/shared/${made.token}/replays`, { body: {} })).body;
    expect(run).toMatchObject({ sessionId: session.id, sentBy: 'token test' });
    expect(run.steps[0]?.exchange?.sentBy).toBe('token test');
    expect(target.requests.at(-1)?.header('cookie')).toContain('shared=by-all');
    expect((await api.call<Run>('GET', `/shared/${made.token}/replays/${run.id}`)).body.id).toBe(run.id);
  });
});

describe('a password', () => {
  it('is asked before anything is said, and opens page, replay and API alike', async () => {
    const made = await share(
      { name: 'Guarded flow', steps: steps(`${target.url}/login`) },
      { password: 'open sesame' },
    );
    expect(made.hasPassword).toBe(true);
    const shut = await open(made.token);
    expect([shut.status, shut.body.code]).toEqual([403, 'password_required']);
    for (const at of ['', '/embed', '/card.png']) {
      const response = await fetch(`${appUrl}/s/${made.token}${at}`);
      const text = await response.text();
      expect([response.status, text.includes('Guarded')]).toEqual([200, false]);
      expect(text).not.toContain(target.url);
    }
    expect((await open(made.token, { 'x-share-password': 'wrong' })).body.code).toBe('password_required');
    const headers = { 'x-share-password': 'open sesame' };
    expect((await open(made.token, headers)).body.name).toBe('Guarded flow');
    expect((await replay(made.token)).status).toBe(403);
    expect((await replay(made.token, {}, headers)).status).toBe(201);
  });

  it('cannot be guessed on and on, at one link; the others stay open', async () => {
    const [made, other] = [
      await share({ steps: steps(target.url) }, { password: 'right' }),
      await share({ steps: steps(target.url) }, { password: 'right' }),
    ];
    const guesses = await Promise.all(
      Array.from({ length: 14 }, (_, n) => open(made.token, { 'x-share-password': `guess ${n}` })),
    );
    const codes = guesses.map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'password_required')).toHaveLength(10);
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(4);
    const late = await open(made.token, { 'x-share-password': 'right' });
    expect([late.status, Number(late.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect((await open(other.token, { 'x-share-password': 'right' })).status).toBe(200);
  });
});

describe('links that open nothing', () => {
  it('cannot be told apart, by any door', async () => {
    const input = { steps: steps(target.url) };
    const revoked = await share(input);
    await api.call('DELETE', `/shares/${revoked.id}`);
    const spent = await share(input, { maxReplays: 1 });
    await replay(spent.token);
    const expired = await share(input, {
      expiresAt: new Date(Date.now() - 1000).toISOString(),
      password: 'x',
    });
    const live = await share(input, { mode: 'live', sessionId: (await api.session()).id });
    const tokens = ['A'.repeat(32), 'short', revoked.token, spent.token, expired.token, live.token];
    for (const at of ['', '/embed', '/card.png', '/replays/none']) {
      const told = await Promise.all(tokens.map((token) => answerOf(`${appUrl}/s/${token}${at}`, token)));
      expect(told[0]?.startsWith('404'), at).toBe(true);
      expect(new Set(told).size, at).toBe(1);
    }
    const answers = await Promise.all(
      tokens.map((token) => answerOf(`${appUrl}/api/v1/shared/${token}`, token)),
    );
    expect(new Set(answers).size).toBe(1);
  });

  it('are listed for their owner with how they stand', async () => {
    const made = await share({ steps: steps(target.url) }, { maxReplays: 3, password: 'x' });
    await replay(made.token, {}, { 'x-share-password': 'x' });
    const { items } = await api.done<{ items: Share[] }>('GET', '/shares');
    const listed = items.find(({ id }) => id === made.id);
    expect(listed).toMatchObject({
      mode: 'replay',
      version: 1,
      hasPassword: true,
      replays: 1,
      maxReplays: 3,
    });
    expect(Date.parse(listed?.lastReplayAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
  });
});

/** Status, headers that say something, and text, without what is anew in every answer. */
async function answerOf(url: string, token: string): Promise<string> {
  const response = await fetch(url);
  const text = (await response.text())
    .replaceAll(token, 'TOKEN')
    .replaceAll(/nonce="[^"]*"|"nonce":"[^"]*"/g, '');
  const shown = text.replaceAll(/\\"nonce\\":\\"[^"\\]*\\"/g, '');
  return `${response.status} ${response.headers.get('content-type')} ${response.headers.get('cache-control')} ${shown}`;
}

describe('the player in other pages', () => {
  it('may be framed, and nothing else of ours', async () => {
    const { token } = await share({ steps: steps(target.url) });
    const embed = await fetch(`${appUrl}/s/${token}/embed?theme=dark`);
    expect(embed.headers.get('x-frame-options')).toBeNull();
    expect(embed.headers.get('content-security-policy')).toContain('frame-ancestors *');
    expect(await embed.text()).toContain('color-scheme:dark');
    for (const at of [`/s/${token}`, `/s/${token}/embed/x`, '/', `/s/${token}/card.png`, '/api/v1/health']) {
      const { headers } = await fetch(appUrl + at);
      expect(headers.get('x-frame-options'), at).toBe('DENY');
      expect(headers.get('content-security-policy') ?? "frame-ancestors 'none'", at).toContain(
        "frame-ancestors 'none'",
      );
    }
  });
});

describe('the card', () => {
  it('is a picture made here, whatever script the title is in; its address is in the page', async () => {
    const { token } = await share({ name: 'Вход 登录 🎉 login', steps: steps(target.url, target.url) });
    const page = await (await fetch(`${appUrl}/s/${token}`)).text();
    expect(page).toContain(`${appUrl}/s/${token}/card.png`);
    expect(page).toMatch(/property="og:description" content="2 steps to replay/);
    const card = await fetch(`${appUrl}/s/${token}/card.png`);
    expect([card.status, card.headers.get('content-type'), card.headers.get('cache-control')]).toEqual([
      200,
      'image/png',
      'no-store',
    ]);
    const bytes = Buffer.from(await card.arrayBuffer());
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
  });
});
