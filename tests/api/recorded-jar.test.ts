import { afterAll, beforeAll, expect, it } from 'vitest';
import { diffJars } from '@/components/run/jar-diff';
import type { Run } from '@/lib/model/run';
import { startTarget, type Target } from '../support/target-server';
import { open, replay, sequence, share, steps } from './link-calls';
import { api } from './shared-app';

const SETS: Record<string, string[]> = {
  '/first': ['kept=1; Path=/', 'turned=one; Path=/', 'short=x; Path=/', 'gone=1; Path=/', 'back=a; Path=/'],
  '/second': [
    'turned=two; Path=/',
    'short=y; Path=/',
    'gone=; Path=/; Max-Age=0',
    'back=b; Path=/; HttpOnly',
  ],
  '/third': ['back=a; Path=/; HttpOnly', 'late=1; Path=/'],
};

let target: Target;
beforeAll(async () => {
  target = await startTarget((request, response) => {
    response.setHeader('Set-Cookie', SETS[request.url] ?? []).end();
  });
});
afterAll(() => target.close());

/** What each step did to the jar, as the player says it. */
const changes = (run: Run | null | undefined): unknown[] =>
  (run?.steps ?? []).map(({ jarBefore, jarAfter }) =>
    diffJars(jarBefore, jarAfter).map(({ cookie, change, what }) => [cookie.name, change, what]),
  );

it('a recording says which cookies are new, changed, the same and gone, as a replay does', async () => {
  const flow = { steps: steps(...Object.keys(SETS).map((path) => `${target.url}${path}`)) };
  const kept = await sequence(flow);
  const run = await api.run(kept.id);
  const { token } = await api.share({ sequenceId: kept.id, mode: 'recording', runId: run.id });
  const recorded = (await open(token)).body.run;
  expect(JSON.stringify(recorded)).not.toContain('"two"');
  expect(changes(recorded)).toEqual(changes(run));
  expect(changes(recorded)[1]).toEqual([
    ['back', 'changed', ['value', 'HttpOnly']],
    ['gone', 'removed', []],
    ['kept', 'same', []],
    ['short', 'changed', ['value']],
    ['turned', 'changed', ['value']],
  ]);
  const replayed = await replay((await share(flow)).token);
  expect(changes(replayed.body)).toEqual(changes(run));
});
