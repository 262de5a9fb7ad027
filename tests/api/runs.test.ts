import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '@/lib/model/page';
import type { Run, RunSummary, StepResult } from '@/lib/model/run';
import type { Problem } from '../support/api-client';
import { nextEvent, streamEvents } from '../support/event-stream';
import { startTarget, type Target } from '../support/target-server';
import { loginSequence } from './login-sequence';
import { api, appUrl } from './shared-app';

/** Requests for /gate wait until the test opens it. */
let openGate: (() => void) | undefined;
let target: Target;
beforeAll(async () => {
  target = await startTarget(async (request, response) => {
    if (request.url === '/gate') await new Promise<void>((open) => (openGate = open));
    if (request.url === '/long') response.end('x'.repeat(100_000));
    else response.end('fine');
  });
});
afterAll(() => target.close());

const names = (cookies: { name: string }[]): string[] => cookies.map(({ name }) => name);
const step = (name: string, path: string) => ({ name, request: { url: `${target.url}${path}` } });

function stepOf(run: Run, name: string): StepResult {
  const found = run.steps.find((result) => result.name === name);
  if (!found) throw new Error(`the run has no step ${name}`);
  return found;
}

function bodyOf({ exchange }: StepResult): string | undefined {
  return exchange?.response?.body.text;
}

async function untilEnded(id: string): Promise<Run> {
  for (;;) {
    const run = await api.done<Run>('GET', `/runs/${id}`);
    if (run.status !== 'running') return run;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('runs over the API', () => {
  it('runs the login in a fresh session: the CSRF token goes from step to step, the jar is shown before and after', async () => {
    const { id } = await api.sequence(loginSequence(appUrl));
    const answer = await api.call<Run>('POST', `/sequences/${id}/runs`, { body: {} });
    expect(answer.status).toBe(201);
    const run = answer.body;
    expect(run).toMatchObject({ status: 'passed', sequenceId: id, stepCount: 3 });
    expect(run.steps.map(({ name, status }) => [name, status])).toEqual([
      ['form', 'passed'],
      ['login', 'passed'],
      ['account', 'passed'],
    ]);
    const [form, login, account] = [stepOf(run, 'form'), stepOf(run, 'login'), stepOf(run, 'account')];
    const csrf = form.extracted.map(({ variable, value }) => `${variable}=${value ?? ''}`).join();
    expect(csrf).toMatch(/^csrf=[0-9a-f]{32}$/);
    expect(login.exchange?.history[0]?.request.body.text).toContain(`_${csrf}&`);
    expect(bodyOf(account)).toContain('"user": "admin"');
    expect(account.assertions.map(({ passed, actual }) => [passed, actual])).toEqual([
      [true, 200],
      [true, 'admin'],
    ]);
    expect([form.jarBefore, form.jarAfter, login.jarBefore, login.jarAfter].map(names)).toEqual([
      [],
      ['practice_csrf'],
      ['practice_csrf'],
      ['practice_csrf', 'practice_session'],
    ]);
    expect(await api.done('GET', `/runs/${run.id}`)).toEqual(run);
    expect(names(await api.cookies(run.sessionId))).toEqual(['practice_csrf', 'practice_session']);
  });

  it('a fresh session knows nothing of the run before, a named one does', async () => {
    const { id, steps } = await api.sequence(loginSequence(appUrl));
    const first = await api.run(id);
    const account = await api.sequence({ name: 'account only', steps: steps.slice(2) });
    expect((await api.run(account.id)).status).toBe('failed');
    const again = await api.run(account.id, { sessionId: first.sessionId });
    expect(again).toMatchObject({ status: 'passed', sessionId: first.sessionId });
  });

  it('a failed assertion fails the run with the actual value and stops it', async () => {
    const { id } = await api.sequence({
      name: 'failing',
      steps: [
        { ...step('one', '/'), assert: [{ source: 'status', operator: 'equals', value: 201 }] },
        step('two', '/'),
      ],
    });
    const run = await api.run(id);
    expect(run.status).toBe('failed');
    expect(run.steps.map(({ name }) => name)).toEqual(['one']);
    expect(run.steps[0]?.assertions).toEqual([
      { source: 'status', operator: 'equals', value: 201, passed: false, actual: 200 },
    ]);
  });

  it('a step that says continue lets the others run', async () => {
    const { id } = await api.sequence({
      name: 'going on',
      steps: [{ name: 'broken', request: { url: 'no-scheme' }, onFailure: 'continue' }, step('two', '/')],
    });
    const run = await api.run(id);
    expect(run.status).toBe('error');
    expect(run.steps.map(({ status }) => status)).toEqual(['error', 'passed']);
    expect(run.steps[0]?.exchange?.error?.code).toBe('missing_schema');
  });

  it('an extraction that finds nothing is an error of its step', async () => {
    const extract = [{ variable: 'v', from: 'json' as const, expression: '$.nothing' }];
    const { id } = await api.sequence({ name: 'empty', steps: [{ ...step('one', '/'), extract }] });
    const run = await api.run(id);
    expect(run.steps[0]).toMatchObject({ status: 'error', extracted: [{ variable: 'v', value: null }] });
  });

  it('runs only the steps asked for, and refuses a range without any', async () => {
    const { id } = await api.sequence({
      name: 'range',
      steps: [step('1', '/'), step('2', '/'), step('3', '/')],
    });
    const run = await api.run(id, { fromStep: 2, toStep: 2 });
    expect(run.steps.map(({ name }) => name)).toEqual(['2']);
    const body = { fromStep: 3, toStep: 2 };
    expect((await api.call('POST', `/sequences/${id}/runs`, { body })).status).toBe(422);
  });

  it('a variable without a value is 422 that names it, and a given value wins over the default', async () => {
    const { id } = await api.sequence({
      name: 'variables',
      variables: [{ name: 'page' }, { name: 'tail', default: 'default' }],
      steps: [step('one', '/{{page}}-{{tail}}')],
    });
    const answer = await api.call<Problem>('POST', `/sequences/${id}/runs`, { body: {} });
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map(({ path }) => path)).toEqual(['variables.page']);
    await api.run(id, { variables: { page: 'p' } });
    await api.run(id, { variables: { page: 'p', tail: 'given' } });
    expect(target.requests.slice(-2).map(({ url }) => url)).toEqual(['/p-default', '/p-given']);
  });

  it('steps arrive as events while later ones are still under way', async () => {
    const { id } = await api.sequence({
      name: 'stream',
      steps: [step('quick', '/'), step('gated', '/gate')],
    });
    const response = await api.fetch('POST', `/sequences/${id}/runs`, {
      body: {},
      headers: { accept: 'text/event-stream' },
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const events = streamEvents(response);
    const first = await nextEvent(events);
    expect(first).toMatchObject({
      id: '1',
      event: 'step',
      data: { position: 0, result: { name: 'quick', status: 'passed' } },
    });

    const runPath = response.headers.get('location')?.replace('/api/v1', '') ?? 'no location';
    expect(await api.done('GET', runPath)).toMatchObject({ status: 'running', steps: [{ name: 'quick' }] });
    await expect.poll(() => openGate).toBeTypeOf('function');
    openGate?.();
    const second = await nextEvent(events);
    expect(second).toMatchObject({
      event: 'step',
      data: { position: 1, result: { name: 'gated', status: 'passed' } },
    });
    const end = await nextEvent(events);
    expect(end).toMatchObject({ event: 'run', data: { status: 'passed' } });
    expect((await events.next()).done).toBe(true);
    const stored = await api.done<Run>('GET', runPath);
    expect(stored.steps).toEqual([first, second].map(({ data }) => (data as { result: StepResult }).result));
  });

  it('cancel aborts the request in flight and leaves out the rest', async () => {
    const steps = [step('one', '/'), step('gated', '/gate'), step('never', '/never')];
    const { id } = await api.sequence({ name: 'cancel', steps });
    const response = await api.fetch('POST', `/sequences/${id}/runs`, {
      body: {},
      headers: { accept: 'text/event-stream' },
    });
    const events = streamEvents(response);
    await nextEvent(events);
    const runId = response.headers.get('location')?.split('/').at(-1) ?? '';
    await expect.poll(() => target.requests.at(-1)?.url).toBe('/gate');
    expect((await api.call('POST', `/runs/${runId}/cancel`)).status).toBe(202);
    const run = await untilEnded(runId);
    expect(run.status).toBe('cancelled');
    expect(run.steps.map(({ status }) => status)).toEqual(['passed', 'cancelled']);
    expect(run.steps[1]?.exchange?.error?.code).toBe('cancelled');
    expect(target.requests.map(({ url }) => url)).not.toContain('/never');
    const again = await api.call<Run>('POST', `/runs/${runId}/cancel`);
    expect([again.status, again.body.status]).toEqual([202, 'cancelled']);
  });

  it('lists the runs of a sequence newest first', async () => {
    const { id } = await api.sequence({ name: 'listed', steps: [step('one', '/')] });
    const made = [(await api.run(id)).id, (await api.run(id)).id].reverse();
    const page = await api.done<Page<RunSummary>>('GET', `/runs?sequenceId=${id}`);
    expect(page.items.map((run) => run.id)).toEqual(made);
  });

  it('a long body is shown from its beginning, and the whole is in its exchange', async () => {
    const { id } = await api.sequence({ name: 'long', steps: [step('one', '/long')] });
    const long = stepOf(await api.run(id), 'one');
    expect(long.exchange?.response?.body).toMatchObject({ size: 100_000, preview: true });
    expect(bodyOf(long)).toHaveLength(65_536);
    const exchange = await api.done<StepResult['exchange']>('GET', `/exchanges/${long.exchange?.id ?? ''}`);
    expect(bodyOf({ ...long, exchange })).toHaveLength(100_000);
  });
});
