import { afterEach, describe, expect, it } from 'vitest';
import { createTransport } from '@/lib/engine';
import type { RunStatus, StepResult } from '@/lib/model/run';
import { SequenceInput, type StepInput } from '@/lib/model/sequence';
import { SessionSettings } from '@/lib/model/session';
import { LocalSession } from '@/lib/sequence/local-session';
import { runSteps } from '@/lib/sequence/run';
import { LIMITS, OPEN } from '../engine/wire-support';
import { startTarget, type Handler, type Target } from '../support/target-server';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function serve(handler: Handler): Promise<Target> {
  const started = await startTarget(handler);
  open.push(started);
  return started;
}

/** Runs steps through a session of their own, against real servers. */
async function run(
  steps: StepInput[],
  variables: Record<string, string> = {},
  control = new AbortController(),
): Promise<{ status: RunStatus; results: StepResult[] }> {
  const transport = createTransport(OPEN);
  open.push(transport);
  const session = new LocalSession({
    settings: SessionSettings.parse({}),
    transport,
    limits: LIMITS,
    secrets: new Set(),
    signal: control.signal,
  });
  const parsed = SequenceInput.parse({ name: 'test', steps }).steps.map((step, n) => ({
    ...step,
    id: `s${n}`,
  }));
  const results: StepResult[] = [];
  const status = await runSteps(
    parsed,
    variables,
    {
      send: (...args) => session.send(...args),
      readJar: () => session.readJar(),
      onStep: async (result) => void results.push(result),
    },
    control.signal,
  );
  return { status, results };
}

/** Ready at its third call: `{"state":"busy"}` before. */
function slowJob(): Promise<Target> {
  let calls = 0;
  return serve((_, response) => {
    calls += 1;
    response.end(JSON.stringify(calls < 3 ? { state: 'busy' } : { state: 'done', id: 7 }));
  });
}
const done = { source: 'json', expression: '$.state', operator: 'equals', value: 'done' } as const;

describe('a step with retries', () => {
  it('is made again until it passes, and tells of the tries before', async () => {
    const { url, requests } = await slowJob();
    const { status, results } = await run([
      {
        name: 'poll',
        request: { url },
        assert: [done],
        extract: [{ variable: 'id', from: 'json', expression: '$.id' }],
        retries: { count: 5, delay: 0 },
      },
      { name: 'use', request: { url: `${url}/{{id}}` } },
    ]);
    expect([status, requests.map((one) => one.url)]).toEqual(['passed', ['/', '/', '/', '/7']]);
    expect(results[0]?.earlier).toMatchObject([
      { status: 'error', responseStatus: 200, reason: 'Nothing in this JSON matches $.id.' },
      { status: 'error', responseStatus: 200 },
    ]);
    expect(results[1]?.earlier).toBeUndefined();
  });

  it('stops at its count and fails with the last answer', async () => {
    const { url, requests } = await slowJob();
    const { status, results } = await run([
      { name: 'poll', request: { url }, assert: [done], retries: { count: 1, delay: 0 } },
    ]);
    expect([status, requests.length]).toEqual(['failed', 2]);
    expect(results[0]?.earlier).toMatchObject([{ status: 'failed', reason: 'actual: "busy"' }]);
    expect(results[0]?.assertions[0]?.actual).toBe('busy');
  });

  it('is not repeated where nothing could be sent', async () => {
    const { results } = await run([
      { name: 'wrong', request: { url: 'http://{{nobody}}/' }, retries: { count: 5, delay: 0 } },
    ]);
    expect(results[0]?.exchange?.error?.code).toBe('unknown_variable');
    expect(results[0]?.earlier).toBeUndefined();
  });

  it('waits no longer once the run is cancelled', async () => {
    const { url, requests } = await slowJob();
    const control = new AbortController();
    const ended = run(
      [{ name: 'poll', request: { url }, assert: [done], retries: { count: 5, delay: 60 } }],
      {},
      control,
    );
    await expect.poll(() => requests.length).toBe(1);
    control.abort();
    expect((await ended).results).toHaveLength(1);
    expect(requests).toHaveLength(1);
  });
});

describe('variables', () => {
  it('go into what a later step looks for and expects, and the result keeps them as they were typed', async () => {
    const { url } = await serve((_, response) => response.end('{"users":{"admin":"admin@example.test"}}'));
    const { status, results } = await run(
      [
        {
          name: 'one',
          request: { url },
          extract: [{ variable: 'mail', from: 'json', expression: '$.users.{{who}}' }],
          assert: [{ source: 'body', operator: 'contains', value: '{{who}}@' }],
        },
        {
          name: 'two',
          request: { url },
          assert: [{ source: 'json', expression: '$.users.{{who}}', operator: 'equals', value: '{{mail}}' }],
        },
      ],
      { who: 'admin' },
    );
    expect(status).toBe('passed');
    expect(results[0]?.extracted).toEqual([{ variable: 'mail', value: 'admin@example.test', secret: false }]);
    expect(results[1]?.assertions[0]).toMatchObject({ value: '{{mail}}', actual: 'admin@example.test' });
  });
});
