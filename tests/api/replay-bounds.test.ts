import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sequence } from '@/lib/model/sequence';
import type { Problem } from '../support/api-client';
import { startTarget, type Target } from '../support/target-server';
import { open, replay, sequence, share, steps } from './link-calls';
import { api, stranger } from './shared-app';

let target: Target;
let elsewhere: Target;
beforeAll(async () => {
  [target, elsewhere] = await Promise.all([
    startTarget((_, response) => response.end('here')),
    startTarget((_, response) => response.end('elsewhere')),
  ]);
});
afterAll(() => Promise.all([target.close(), elsewhere.close()]));

describe('what a stranger may do', () => {
  it('fills in what is asked for and nothing else', async () => {
    const made = await share(
      {
        variables: [{ name: 'page', default: '1' }, { name: 'fixed', default: 'yes' }, { name: 'name' }],
        steps: steps(`${target.url}/x?page={{page}}&fixed={{fixed}}&name={{name}}`),
      },
      { prompts: ['page'] },
    );
    expect((await open(made.token)).body.variables).toEqual([
      { name: 'page', secret: false, default: '1' },
      { name: 'name', secret: false },
    ]);
    await replay(made.token, { name: 'n', page: '2', fixed: 'no', other: 'o' });
    expect(target.requests.at(-1)?.url).toBe('/x?page=2&fixed=yes&name=n');
  });

  it.each([
    ['host', { url: 'http://{{name}}/' }],
    ['part of a host', { url: 'http://api.{{name}}/' }],
    ['scheme', { url: '{{name}}://host/' }],
    ['port', { url: 'http://host:{{name}}/' }],
    ['all before the path', { url: '{{name}}/path' }],
    ['end of the host', { url: 'http://host{{name}}' }],
    ['method', { method: '{{name}}', url: 'http://host/' }],
    ['Host header', { url: 'http://host/', headers: [['Host', '{{name}}']] as [string, string][] }],
  ])('chooses no %s', async (_, request) => {
    const { id } = await sequence({ variables: [{ name: 'name' }], steps: [{ name: 'one', request }] });
    const answer = await api.call<Problem>('POST', '/shares', { body: { sequenceId: id } });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_request']);
    expect(answer.body.detail).toContain('{{name}}');
  });

  it('sends to the hosts of the steps only, whatever is put before them', async () => {
    const { host } = new URL(elsewhere.url);
    const made = await share({
      variables: [{ name: 'user' }],
      steps: steps(`http://{{user}}@${new URL(target.url).host}/`),
    });
    const hits = elsewhere.requests.length;
    const { body } = await replay(made.token, { user: `${host}/` });
    expect(body.steps[0]?.exchange?.error?.code).toMatch(/blocked_address|invalid_url/);
    expect(elsewhere.requests).toHaveLength(hits);
  });

  it('is not led to another host by a redirect, unless the recorded run was', async () => {
    const leading = await startTarget((_, response) =>
      response.writeHead(302, { Location: elsewhere.url }).end(),
    );
    try {
      const { id } = await sequence({ steps: steps(leading.url) });
      const run = await api.run(id);
      const hits = elsewhere.requests.length;
      const alone = await api.share({ sequenceId: id });
      const stopped = (await replay(alone.token)).body.steps[0]?.exchange;
      expect(stopped?.error).toMatchObject({ code: 'blocked_address', hop: 1 });
      expect(stopped?.history.map(({ response }) => response.status)).toEqual([302]);
      expect(elsewhere.requests).toHaveLength(hits);
      const recorded = await api.share({ sequenceId: id, runId: run.id });
      expect((await replay(recorded.token)).body.status).toBe('passed');
      expect(elsewhere.requests).toHaveLength(hits + 1);
    } finally {
      await leading.close();
    }
  });

  it('copies the steps into a workspace of their own, with prompts where secrets were', async () => {
    const made = await share({
      variables: [{ name: 'password', default: 'hunter2-hunter2', secret: true }],
      steps: steps(`${target.url}/?password={{password}}`),
    });
    const copy = (await api.call<Sequence>('POST', `/shared/${made.token}/copies`)).body;
    expect(copy).toMatchObject({ name: 'Shared flow', version: 1 });
    expect(copy.variables).toEqual([{ name: 'password', secret: true, prompt: 'password' }]);
    expect((await stranger.call('POST', `/shared/${made.token}/copies`)).status).toBe(401);
    expect((await api.call('POST', `/shared/${'A'.repeat(32)}/copies`)).status).toBe(404);
  });
});
