import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_FORMATS } from '@/lib/model/interchange';
import type { Run } from '@/lib/model/run';
import type { ShareInput, SharedView } from '@/lib/model/share';
import { ApiClient } from '../support/api-client';
import { startAppServer, type AppServer } from '../support/app-server';
import { canaries, leaks } from '../support/canaries';
import { plantedSequence } from '../support/canary-sequence';
import { plantedCookie, plantedSession, plantingHandler } from '../support/canary-target';
import { startTarget, type Target } from '../support/target-server';

/** A server of its own, since what it prints is looked through too. */
let app: AppServer;
let target: Target;
let api: ApiClient;
let stranger: ApiClient;
let shares: [mode: string, input: ShareInput][];
/** places of the author's own secrets; what the target answers is told to whoever asks it */
let authors: Set<string>;

beforeAll(async () => {
  [app, target] = await Promise.all([startAppServer(), startTarget(plantingHandler)]);
  api = new ApiClient(app.url, await app.token());
  stranger = new ApiClient(app.url, null);
  const session = await api.session(plantedSession());
  await api.putCookie(session.id, plantedCookie());
  const { id: sequenceId } = await api.sequence(plantedSequence(target.url));
  authors = new Set(canaries.keys());
  const { id: runId } = await api.run(sequenceId, { sessionId: session.id });
  shares = [
    ['recording', { sequenceId, mode: 'recording', runId }],
    ['replay', { sequenceId, mode: 'replay', runId, sessionId: session.id }],
    ['live', { sequenceId, mode: 'live', sessionId: session.id }],
  ];
});
afterAll(() => Promise.all([app.stop(), target.close()]));

async function textOf(at: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(app.url + at, { headers });
  return `${JSON.stringify([...response.headers])}\n${await response.text()}`;
}

describe('canary secrets in every place of a sequence, its session and its run', () => {
  it('fault 66: come out of no door of a link', async () => {
    expect(canaries.size).toBeGreaterThanOrEqual(60);
    for (const [mode, input] of shares) {
      const made = await api.share(input);
      expect(leaks(JSON.stringify(made)), `${mode}, as made`).toEqual([]);
      const asMember = mode === 'live' ? { authorization: `Bearer ${api.token ?? ''}` } : {};
      const shown = await textOf(`/api/v1/shared/${made.token}`, asMember);
      expect(shown, `${mode} opens`).toContain('"steps":[{');
      expect(leaks(shown), `${mode}, API`).toEqual([]);
      for (const at of ['', '/embed', '?_rsc=x'])
        for (const headers of [{}, { RSC: '1' }] as Record<string, string>[])
          expect(leaks(await textOf(`/s/${made.token}${at}`, headers)), `${mode}, page ${at}`).toEqual([]);
    }
    expect(leaks(JSON.stringify(await api.done('GET', '/shares')))).toEqual([]);
  }, 60_000);

  it('fault 66: are in no error, and in no replay by a stranger beyond what the target tells them', async () => {
    const { token } = await api.share(shares[1]?.[1] ?? { sequenceId: '' });
    const path = `/shared/${token}/replays`;
    const missing = await stranger.call('POST', path, { body: {} });
    expect([missing.status, leaks(JSON.stringify(missing.body))]).toEqual([422, []]);
    const { body: shared } = await stranger.call<SharedView>('GET', `/shared/${token}`);
    const variables = Object.fromEntries(shared.variables.map(({ name }) => [name, `mine-${name}`]));
    const replay = await stranger.call<Run>('POST', path, { body: { variables } });
    expect(replay.body.steps).toHaveLength(shared.steps.length);
    expect(leaks(JSON.stringify(replay.body)).filter((place) => authors.has(place))).toEqual([]);
    expect(target.requests.some(({ url }) => url.includes('mine-'))).toBe(true);
  });

  it.each(EXPORT_FORMATS)('fault 66: are in no export: %s', async (format) => {
    const { sequenceId, runId = '' } = shares[0]?.[1] ?? { sequenceId: '' };
    const of = format === 'har' ? `&run=${runId}` : '';
    const written = await textOf(`/api/v1/sequences/${sequenceId}/export?format=${format}${of}`, {
      authorization: `Bearer ${api.token ?? ''}`,
    });
    expect(written.length).toBeGreaterThan(1_000);
    expect(leaks(written)).toEqual([]);
  });

  it('fault 66: are not in what the server printed', () => {
    expect(app.printed()).toContain('Playjar is ready');
    expect(leaks(app.printed())).toEqual([]);
  });
});
